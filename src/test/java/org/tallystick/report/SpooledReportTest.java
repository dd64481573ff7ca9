package org.tallystick.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.csv.CsvDialect;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.pdf.MakePdf;

/** What is kept of a report between the books and the page. */
class SpooledReportTest {
    private static final TableHead HEAD = new TableHead(
            "balances",
            "Maple",
            List.of(),
            "Balances",
            List.of("a line"),
            List.of(Column.text("account", "Account"), Column.amount("balance", "Balance")),
            new Currency(new CurrencyCode("HRS"), "Hour", "h", 2),
            ZoneOffset.UTC,
            Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void everyCellComesBackAsItWas() throws IOException {
        List<Row> rows = List.of(
                Row.line(Cell.of("ünï𝄞 " + "x".repeat(70_000)), Cell.of(Amount.ofMinorUnits(-1_234_567_890_123L))),
                Row.line(Cell.NOTHING, Cell.of(7)),
                Row.subtotal(Cell.of(LocalDate.of(-1, 12, 31)), Cell.of(LocalDate.of(9999, 12, 31))),
                Row.total(Cell.of(Instant.parse("0001-01-01T00:00:00.000001Z")), Cell.of(Long.MIN_VALUE)));
        try (SpooledReport spooled = spooled(rows)) {
            assertThat(spooled.rows()).isEqualTo(4);
            for (int time = 0; time < 2; time++) {
                CollectedTable table = new CollectedTable();
                spooled.writeTo(table);
                assertThat(table.head()).isEqualTo(HEAD);
                assertThat(table.lines).isEqualTo(rows.subList(0, 2));
                assertThat(table.subtotals).isEqualTo(rows.subList(2, 3));
                assertThat(table.total()).isEqualTo(rows.get(3));
            }
        }
    }

    @Test
    void aPdfOfOneVolumeThatWouldNeedASecondOneIsNotMade() throws IOException {
        List<Row> rows =
                Collections.nCopies(PdfTableFormat.MOST_ROWS + 1, Row.line(Cell.of("a"), Cell.of(Amount.ZERO)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SpooledReport spooled = spooled(rows)) {
            TableWriter pdf = new PdfTableFormat(new MakePdf()).writer(CsvDialect.USUAL, out);
            assertThatThrownBy(() -> spooled.writeTo(pdf)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(out.size()).isZero();
    }

    private static SpooledReport spooled(List<Row> rows) throws IOException {
        return SpooledReport.of(writer -> {
            writer.begin(HEAD);
            for (Row row : rows) {
                writer.row(row);
            }
            writer.end();
        });
    }
}
