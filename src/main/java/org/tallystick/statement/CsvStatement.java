package org.tallystick.statement;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.tallystick.csv.CsvDialect;
import org.tallystick.csv.CsvOutput;

/** The entries of a statement as CSV (RFC 4180, UTF-8), with a header, and without the balances of the head. */
final class CsvStatement implements StatementWriter {
    private final CsvDialect dialect;
    private final CsvOutput csv;
    private Optional<StatementHead> begun = Optional.empty();

    CsvStatement(CsvDialect dialect, OutputStream out) throws IOException {
        this.dialect = dialect;
        this.csv = new CsvOutput(out, dialect);
    }

    @Override
    public void begin(StatementHead head) {
        begun = Optional.of(head);
        csv.record(List.of(
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
                "andOthers"));
    }

    @Override
    public void entry(StatementEntry entry) {
        StatementLine line = StatementLine.of(entry, begun.orElseThrow());
        csv.record(List.of(
                Long.toString(line.entryNo()),
                line.bookedAt().toString(),
                line.valueDate().toString(),
                line.tradeId().toString(),
                line.counterparty(),
                dialect.text(line.counterpartyName()),
                dialect.text(line.description()),
                dialect.number(line.amount()),
                dialect.number(line.balanceAfter()),
                Optional.ofNullable(line.reverses()).map(Object::toString).orElse(""),
                line.mediated() == null ? "" : "yes",
                Optional.ofNullable(line.category()).orElse(""),
                line.levy() == null ? "" : "yes",
                line.andOthers() == null ? "" : Integer.toString(line.andOthers())));
    }

    @Override
    public void end(Optional<String> nextCursor) throws IOException {
        csv.flush();
    }
}
