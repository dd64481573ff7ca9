package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Who the members are, where they stood at the end of a period, and what they traded in it. What they sold and bought is all that
 * came in and went out, levies and reversals among it: the totals are those of their statements.
 */
@ApplicationScoped
class MembersReport implements Report {
    private static final String READ = "SELECT " + Subject.COLUMNS + """
            , m.kind AS member_kind, m.status AS member_status, m.joined, p.closing, v.moved_in, v.moved_out, v.trades,
                   (SELECT max(d.ended_at) FROM departure d
                     WHERE d.community_id = m.community_id AND d.member_id = m.member_id AND d.outcome = 'closed'
                       AND m.status = 'left') AS left_at,
                   (SELECT string_agg(g.code, ' ' ORDER BY g.code COLLATE "C") FROM group_member b
                      JOIN member_group g ON g.community_id = b.community_id AND g.group_id = b.group_id
                     WHERE b.community_id = m.community_id AND b.member_id = m.member_id) AS groups
              FROM\s""" + PositionSql.ACCOUNTS + PositionSql.POSITION
            + PositionSql.MOVEMENTS
            + " WHERE a.community_id = ? AND a.currency_code = ? AND a.kind = 'member' ORDER BY " + PositionSql.ORDER;

    @Override
    public String code() {
        return "members";
    }

    @Override
    public String title() {
        return "Members";
    }

    @Override
    public Set<Parameter> takes() {
        return Set.of(Parameter.FROM, Parameter.TO);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("member", "Member"),
                Column.text("name", "Name"),
                Column.text("kind", "Kind"),
                Column.text("status", "Status now"),
                Column.date("joined", "Joined"),
                Column.date("left", "Left"),
                Column.text("groups", "Groups now"),
                Column.amount("balance", "Balance"),
                Column.amount("sold", "Sold (in)"),
                Column.amount("bought", "Bought (out)"),
                Column.integer("trades", "Trades"));
    }

    @Override
    public void write(BooksAtOnce books, ReportRequest request, TableWriter writer) throws SQLException, IOException {
        Sum balances = new Sum();
        Sum sold = new Sum();
        Sum bought = new Sum();
        writer.begin(Heads.of(this, request, books, List.of()));
        books.each(
                READ,
                row -> {
                    balances.add(BooksAtOnce.amount(row, "closing"));
                    sold.add(BooksAtOnce.amount(row, "moved_in"));
                    bought.add(BooksAtOnce.amount(row, "moved_out"));
                    writer.row(line(row, request));
                },
                Subject.parameters(request));
        Cell[] cells = new Cell[columns().size()];
        Arrays.fill(cells, Cell.NOTHING);
        cells[0] = Cell.of("Total");
        cells[7] = balances.take();
        cells[8] = sold.take();
        cells[9] = bought.take();
        writer.row(Row.total(cells));
        writer.end();
    }

    private static Row line(ResultSet row, ReportRequest request) throws SQLException {
        return Row.line(
                Cell.of(row.getString("handle")),
                Cell.of(row.getString("name")),
                Cell.of(row.getString("member_kind")),
                Cell.of(row.getString("member_status")),
                Cell.of(row.getObject("joined", LocalDate.class)),
                BooksAtOnce.instantIfAny(row, "left_at")
                        .map(at -> Cell.of(
                                LocalDate.ofInstant(at, request.community().timeZone())))
                        .orElse(Cell.NOTHING),
                Cell.ofText(BooksAtOnce.text(row, "groups")),
                Cell.of(BooksAtOnce.amount(row, "closing")),
                Cell.of(BooksAtOnce.amount(row, "moved_in")),
                Cell.of(BooksAtOnce.amount(row, "moved_out")),
                Cell.of(row.getLong("trades")));
    }
}
