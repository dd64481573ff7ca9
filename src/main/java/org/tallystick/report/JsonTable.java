package org.tallystick.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table as one JSON object, written as it is read: lines by the codes of the columns; what adds them up follows. */
final class JsonTable implements TableWriter {
    private final JsonGenerator json;
    private final List<Row> subtotals = new ArrayList<>();
    private Optional<TableHead> begun = Optional.empty();
    private Optional<Row> total = Optional.empty();

    JsonTable(ObjectMapper mapper, OutputStream out) throws IOException {
        this.json = mapper.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    @Override
    public void begin(TableHead head) throws IOException {
        begun = Optional.of(head);
        json.writeStartObject();
        json.writeStringField("report", head.code());
        json.writeStringField("community", head.community());
        json.writeStringField("title", head.title());
        json.writeObjectField("subtitle", head.subtitle());
        json.writeStringField("currency", head.currency().code().value());
        json.writeStringField("timeZone", head.zone().getId());
        json.writeStringField("writtenAt", head.writtenAt().toString());
        json.writeArrayFieldStart("columns");
        for (Column column : head.columns()) {
            json.writeStartObject();
            json.writeStringField("code", column.code());
            json.writeStringField("label", column.label());
            json.writeStringField("type", column.type().value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
    }

    @Override
    public void row(Row row) throws IOException {
        switch (row.kind()) {
            case LINE -> write(row);
            case SUBTOTAL -> subtotals.add(row);
            case TOTAL -> total = Optional.of(row);
        }
    }

    /** What a row has nothing of is not there. */
    private void write(Row row) throws IOException {
        TableHead head = begun.orElseThrow();
        json.writeStartObject();
        for (int i = 0; i < head.columns().size(); i++) {
            Optional<Object> value =
                    Cells.value(row.cells().get(i), head.currency().scale());
            if (value.isPresent()) {
                json.writeObjectField(head.columns().get(i).code(), value.get());
            }
        }
        json.writeEndObject();
    }

    @Override
    public void end() throws IOException {
        json.writeEndArray();
        json.writeArrayFieldStart("subtotals");
        for (Row row : subtotals) {
            write(row);
        }
        json.writeEndArray();
        if (total.isPresent()) {
            json.writeFieldName("total");
            write(total.get());
        }
        json.writeEndObject();
        json.flush();
    }
}
