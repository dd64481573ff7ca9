package org.tallystick.statement;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A statement as one JSON object, written as it is read. */
final class JsonStatement implements StatementWriter {
    private final JsonGenerator json;
    private Optional<StatementHead> begun = Optional.empty();

    JsonStatement(ObjectMapper mapper, OutputStream out) throws IOException {
        this.json = mapper.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    @Override
    public void begin(StatementHead head) throws IOException {
        begun = Optional.of(head);
        json.writeStartObject();
        json.writeStringField("account", head.account().address());
        json.writeStringField("currency", head.account().currency().code().value());
        json.writeObjectField("from", head.from().map(Object::toString).orElse(null));
        json.writeStringField("to", head.to().toString());
        if (head.asOf().isPresent()) {
            json.writeStringField("asOf", head.asOf().get().toString());
        }
        json.writeStringField("openingBalance", head.format(head.openingBalance()));
        json.writeStringField("closingBalance", head.format(head.closingBalance()));
        json.writeStringField("totalIn", head.format(head.totalIn()));
        json.writeStringField("totalOut", head.format(head.totalOut()));
        json.writeArrayFieldStart("entries");
    }

    private StatementHead head() {
        return begun.orElseThrow();
    }

    @Override
    public void entry(StatementEntry entry) throws IOException {
        json.writePOJO(StatementLine.of(entry, head()));
    }

    @Override
    public void end(Optional<String> nextCursor) throws IOException {
        json.writeEndArray();
        if (nextCursor.isPresent()) {
            json.writeStringField("nextCursor", nextCursor.get());
        }
        json.writeEndObject();
        json.flush();
    }
}
