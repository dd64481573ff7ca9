package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tallystick.ledger.Amount;

/**
 * The account of the community's fund in a period: where it stood, what each version of the levy took in and gave back, member by
 * member, what else was paid into it, and what was spent for all. The amounts of the lines add up to where it stood at the end.
 */
@ApplicationScoped
class LeviesReport implements Report {
    @Override
    public String code() {
        return "levies";
    }

    @Override
    public String title() {
        return "Levies and the fund";
    }

    @Override
    public Set<Parameter> takes() {
        return Set.of(Parameter.FROM, Parameter.TO);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("line", "Line"),
                Column.integer("version", "Levy"),
                Column.text("account", "Account"),
                Column.text("name", "Name"),
                Column.integer("trades", "Trades"),
                Column.amount("in", "Into the fund"),
                Column.amount("out", "Out of the fund"),
                Column.amount("amount", "Amount"));
    }

    /** One reading of the table. */
    private static final class Reading {
        private final TableWriter writer;
        private final Sum in = new Sum();
        private final Sum out = new Sum();
        private final Sum partIn = new Sum();
        private final Sum partOut = new Sum();
        private final Sum part = new Sum();
        private Optional<OptionalInt> version = Optional.empty();

        Reading(TableWriter writer) {
            this.writer = writer;
        }

        void line(String what, LeviesSql.Moved moved) throws IOException {
            in.add(moved.in());
            out.add(moved.out());
            writer.row(Row.line(
                    Cell.of(what),
                    moved.version().isPresent() ? Cell.of(moved.version().getAsInt()) : Cell.NOTHING,
                    Cell.of(moved.subject().address()),
                    Cell.of(moved.subject().name()),
                    Cell.of(moved.trades()),
                    partIn.cell(moved.in()),
                    partOut.cell(moved.out()),
                    part.cell(moved.in().minus(moved.out()))));
        }

        void levy(LeviesSql.Moved moved) throws IOException {
            if (!version.equals(Optional.of(moved.version()))) {
                endVersion();
                version = Optional.of(moved.version());
            }
            line("levy", moved);
        }

        /** A levy of a version that cannot be told any more has no number. */
        void endVersion() throws IOException {
            if (version.isPresent()) {
                OptionalInt number = version.get();
                subtotal(
                        number.isPresent() ? "Levy, version " + number.getAsInt() : "Levy",
                        number.isPresent() ? Cell.of(number.getAsInt()) : Cell.NOTHING);
                version = Optional.empty();
            }
        }

        void subtotal(String words, Cell number) throws IOException {
            writer.row(Row.subtotal(
                    Cell.of(words),
                    number,
                    Cell.NOTHING,
                    Cell.NOTHING,
                    Cell.NOTHING,
                    partIn.take(),
                    partOut.take(),
                    part.take()));
        }

        void end(Amount closing) throws IOException {
            writer.row(Row.total(
                    Cell.of("Closing balance"),
                    Cell.NOTHING,
                    Cell.NOTHING,
                    Cell.NOTHING,
                    Cell.NOTHING,
                    in.take(),
                    out.take(),
                    Cell.of(closing)));
            writer.end();
        }
    }

    @Override
    public void write(BooksAtOnce books, ReportRequest request, TableWriter writer) throws SQLException, IOException {
        LeviesSql sql = new LeviesSql(books, request);
        LeviesSql.Fund fund = sql.fund();
        writer.begin(Heads.of(this, request, books, List.of()));
        writer.row(Row.line(
                Cell.of("opening"),
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.of(fund.opening())));
        Reading reading = new Reading(writer);
        sql.levies(reading::levy);
        reading.endVersion();
        sql.payments(moved -> reading.line("payment", moved));
        reading.subtotal("Shared spending and gifts", Cell.NOTHING);
        reading.end(fund.closing());
    }
}
