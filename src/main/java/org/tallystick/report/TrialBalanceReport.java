package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.Amount;

/**
 * The accounts as bookkeepers check them: what stands below zero in debit, what stands above in credit, and each column as large as its
 * counterpart. To the community, what a member has earned is owed to it: so its credit is the member's.
 */
@ApplicationScoped
class TrialBalanceReport implements Report {
    private static final String READ =
            "SELECT " + Subject.COLUMNS + ", p.opening, p.closing, v.moved_in, v.moved_out FROM "
                    + PositionSql.ACCOUNTS + PositionSql.POSITION + PositionSql.MOVEMENTS
                    + " WHERE a.community_id = ? AND a.currency_code = ? ORDER BY " + PositionSql.ORDER;

    @Override
    public String code() {
        return "trial-balance";
    }

    @Override
    public String title() {
        return "Trial balance";
    }

    @Override
    public Set<Parameter> takes() {
        return Set.of(Parameter.FROM, Parameter.DATE, Parameter.AS_OF);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("account", "Account"),
                Column.text("name", "Name"),
                Column.text("kind", "Kind"),
                Column.amount("openingDebit", "Opening debit"),
                Column.amount("openingCredit", "Opening credit"),
                Column.amount("debit", "Debit (out)"),
                Column.amount("credit", "Credit (in)"),
                Column.amount("closingDebit", "Closing debit"),
                Column.amount("closingCredit", "Closing credit"),
                Column.amount("balance", "Balance"));
    }

    /** What the amounts of some rows add up to, column by column. */
    private static final class Sums {
        private final List<Sum> columns = new ArrayList<>();

        Sums() {
            for (int i = 0; i < 7; i++) {
                columns.add(new Sum());
            }
        }

        void add(List<Amount> amounts) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(amounts.get(i));
            }
        }

        Row take(RowKind kind, String words) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(words), Cell.NOTHING, Cell.NOTHING));
            columns.forEach(sum -> cells.add(sum.take()));
            return new Row(kind, cells);
        }
    }

    /** One reading of the table. */
    private static final class Reading {
        private final TableWriter writer;
        private final Sums ofKind = new Sums();
        private final Sums ofAll = new Sums();
        private Optional<String> kind = Optional.empty();

        Reading(TableWriter writer) {
            this.writer = writer;
        }

        void line(Subject subject, List<Amount> amounts) throws IOException {
            if (!kind.equals(Optional.of(subject.kind()))) {
                endKind();
                kind = Optional.of(subject.kind());
            }
            ofKind.add(amounts);
            ofAll.add(amounts);
            List<Cell> cells = new ArrayList<>(
                    List.of(Cell.of(subject.address()), Cell.of(subject.name()), Cell.of(subject.kind())));
            amounts.forEach(amount -> cells.add(Cell.of(amount)));
            writer.row(new Row(RowKind.LINE, cells));
        }

        private void endKind() throws IOException {
            if (kind.isPresent()) {
                writer.row(ofKind.take(RowKind.SUBTOTAL, "Subtotal " + kind.get()));
            }
        }

        void end() throws IOException {
            endKind();
            writer.row(ofAll.take(RowKind.TOTAL, "Total"));
            writer.end();
        }
    }

    @Override
    public void write(BooksAtOnce books, ReportRequest request, TableWriter writer) throws SQLException, IOException {
        writer.begin(Heads.of(this, request, books, List.of(ZeroSum.said(books, request))));
        Reading reading = new Reading(writer);
        books.each(
                READ,
                row -> {
                    Amount opening = BooksAtOnce.amount(row, "opening");
                    Amount closing = BooksAtOnce.amount(row, "closing");
                    reading.line(
                            Subject.of(row, request),
                            List.of(
                                    debit(opening),
                                    credit(opening),
                                    BooksAtOnce.amount(row, "moved_out"),
                                    BooksAtOnce.amount(row, "moved_in"),
                                    debit(closing),
                                    credit(closing),
                                    closing));
                },
                Subject.parameters(request));
        reading.end();
    }

    private static Amount debit(Amount balance) {
        return balance.isNegative() ? balance.negated() : Amount.ZERO;
    }

    private static Amount credit(Amount balance) {
        return balance.isPositive() ? balance : Amount.ZERO;
    }
}
