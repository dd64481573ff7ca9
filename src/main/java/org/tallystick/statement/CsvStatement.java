package org.tallystick.statement;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tallystick.web.Spreadsheets;

/** The entries of a statement as CSV (RFC 4180, UTF-8), with a header. */
final class CsvStatement implements StatementWriter {
    private final Writer out;
    private final CsvWriter csv;
    private Optional<StatementHead> begun = Optional.empty();

    CsvStatement(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(this.out);
    }

    @Override
    public void begin(StatementHead head) {
        begun = Optional.of(head);
        csv.writeRecord(
                "entryNo",
                "bookedAt",
                "valueDate",
                "tradeId",
                "counterparty",
                "counterpartyName",
                "description",
                "amount",
                "balanceAfter",
                "reverses",
                "mediated",
                "category",
                "levy",
                "andOthers");
    }

    @Override
    public void entry(StatementEntry entry) {
        StatementLine line = StatementLine.of(entry, begun.orElseThrow());
        csv.writeRecord(
                Long.toString(line.entryNo()),
                line.bookedAt().toString(),
                line.valueDate().toString(),
                line.tradeId().toString(),
                line.counterparty(),
                Spreadsheets.asText(line.counterpartyName()),
                Spreadsheets.asText(line.description()),
                line.amount(),
                line.balanceAfter(),
                Optional.ofNullable(line.reverses()).map(Object::toString).orElse(""),
                line.mediated() == null ? "" : "yes",
                Optional.ofNullable(line.category()).orElse(""),
                line.levy() == null ? "" : "yes",
                line.andOthers() == null ? "" : Integer.toString(line.andOthers()));
    }

    @Override
    public void end(Optional<String> nextCursor) throws IOException {
        csv.flush();
        out.flush();
    }
}
