package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Where every account of a currency stood at the end of a day, or at an instant. */
@ApplicationScoped
class BalancesReport implements Report {
    private static final String READ = "SELECT " + Subject.COLUMNS + ", p.closing, p.end_entry - 1 AS entry_no FROM "
            + PositionSql.ACCOUNTS + PositionSql.POSITION
            + " WHERE a.community_id = ? AND a.currency_code = ? ORDER BY " + PositionSql.ORDER;

    @Override
    public String code() {
        return "balances";
    }

    @Override
    public String title() {
        return "Balances";
    }

    @Override
    public Set<Parameter> takes() {
        return Set.of(Parameter.DATE, Parameter.AS_OF);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("account", "Account"),
                Column.text("name", "Name"),
                Column.text("kind", "Kind"),
                Column.text("status", "Status now"),
                Column.amount("balance", "Balance"),
                Column.integer("entryNo", "Entry"));
    }

    @Override
    public void write(BooksAtOnce books, ReportRequest request, TableWriter writer) throws SQLException, IOException {
        Sum balances = new Sum();
        writer.begin(Heads.of(this, request, books, List.of(ZeroSum.said(books, request))));
        books.each(
                READ,
                row -> {
                    Subject subject = Subject.of(row, request);
                    writer.row(Row.line(
                            Cell.of(subject.address()),
                            Cell.of(subject.name()),
                            Cell.of(subject.kind()),
                            Cell.of(row.getString("status")),
                            balances.cell(BooksAtOnce.amount(row, "closing")),
                            Cell.of(row.getLong("entry_no"))));
                },
                Subject.parameters(request));
        writer.row(
                Row.total(Cell.of("Total"), Cell.NOTHING, Cell.NOTHING, Cell.NOTHING, balances.take(), Cell.NOTHING));
        writer.end();
    }
}
