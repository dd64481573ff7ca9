package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.Ids;

/** The journal: every line of every trade of a period, levies and further parties among them, in the order of booking. */
@ApplicationScoped
class TradesReport implements Report {
    /** Ids carry the booking times, so a period is a range of them. */
    private static final String READ = "SELECT " + Subject.COLUMNS + """
            , t.trade_id, t.booked_at, t.value_date, t.recorded_at, t.description, t.category, t.reverses, t.reason,
                   t.by_office AND t.on_behalf_of IS NOT NULL AND t.reverses IS NULL AS mediated, t.metadata::text AS metadata,
                   line.line_kind, e.entry_no, e.amount,
                   overrider.username AS override_by, coalesce(recorder.username, program.name, t.recorded_by::text) AS recorded_by,
                   principal.handle AS on_behalf_of
              FROM trade t
             CROSS JOIN LATERAL (
                   SELECT t.payer_id AS account_id, t.payer_entry_no AS entry_no, 'payment' AS line_kind, -2 AS line_no
                   UNION ALL SELECT t.payee_id, t.payee_entry_no, 'payment', -1
                   UNION ALL SELECT l.account_id, l.entry_no, l.kind, l.line_no FROM trade_line l
                              WHERE l.community_id = t.community_id AND l.trade_id = t.trade_id) line
              JOIN entry e ON e.community_id = t.community_id AND e.account_id = line.account_id
                          AND e.entry_no = line.entry_no
              JOIN account a ON a.community_id = t.community_id AND a.account_id = line.account_id
              LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
              LEFT JOIN app_user overrider ON overrider.user_id = t.override_by
              LEFT JOIN app_user recorder ON recorder.user_id = t.recorded_by
              LEFT JOIN client program ON program.client_id = t.recorded_by
              LEFT JOIN member principal ON principal.community_id = t.community_id AND principal.member_id = t.on_behalf_of
             WHERE t.community_id = ? AND t.currency_code = ? AND t.trade_id >= ? AND t.trade_id < ?
             ORDER BY t.trade_id, line.line_kind DESC, line.line_no""";

    @Override
    public String code() {
        return "trades";
    }

    @Override
    public String title() {
        return "Trades";
    }

    @Override
    public Set<Parameter> takes() {
        return Set.of(Parameter.FROM, Parameter.TO);
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("tradeId", "Trade"),
                Column.instant("bookedAt", "Booked at"),
                Column.date("bookingDate", "Booking date"),
                Column.date("valueDate", "Value date"),
                Column.text("line", "Line"),
                Column.text("account", "Account"),
                Column.text("name", "Name"),
                Column.integer("entryNo", "Entry"),
                Column.amount("debit", "Debit (out)"),
                Column.amount("credit", "Credit (in)"),
                Column.text("description", "Description"),
                Column.text("category", "Category"),
                Column.text("reverses", "Reverses"),
                Column.text("mediated", "Mediated"),
                Column.text("overrideBy", "Override by"),
                Column.text("reason", "Reason"),
                Column.text("recordedBy", "Recorded by"),
                Column.text("onBehalfOf", "On behalf of"),
                Column.instant("recordedAt", "Recorded at"),
                Column.text("metadata", "References"));
    }

    @Override
    public void write(BooksAtOnce books, ReportRequest request, TableWriter writer) throws SQLException, IOException {
        Sum debit = new Sum();
        Sum credit = new Sum();
        writer.begin(Heads.of(this, request, books, List.of()));
        books.each(
                READ,
                row -> writer.row(line(row, request, debit, credit)),
                request.community().id().value(),
                request.currency().code().value(),
                Ids.floor(request.start()),
                Ids.floor(request.end()));
        Cell[] cells = new Cell[columns().size()];
        Arrays.fill(cells, Cell.NOTHING);
        cells[0] = Cell.of("Total");
        cells[8] = debit.take();
        cells[9] = credit.take();
        writer.row(Row.total(cells));
        writer.end();
    }

    private static Row line(ResultSet row, ReportRequest request, Sum debit, Sum credit) throws SQLException {
        Subject subject = Subject.of(row, request);
        var bookedAt = row.getObject("booked_at", OffsetDateTime.class).toInstant();
        Amount amount = BooksAtOnce.amount(row, "amount");
        return Row.line(
                Cell.of(row.getObject("trade_id", UUID.class).toString()),
                Cell.of(bookedAt),
                Cell.of(LocalDate.ofInstant(bookedAt, request.community().timeZone())),
                Cell.of(row.getObject("value_date", LocalDate.class)),
                Cell.of(row.getString("line_kind")),
                Cell.of(subject.address()),
                Cell.of(subject.name()),
                Cell.of(row.getLong("entry_no")),
                amount.isNegative() ? debit.cell(amount.negated()) : Cell.NOTHING,
                amount.isPositive() ? credit.cell(amount) : Cell.NOTHING,
                Cell.of(row.getString("description")),
                Cell.ofText(BooksAtOnce.text(row, "category")),
                Cell.ofText(BooksAtOnce.text(row, "reverses")),
                Cell.mark(row.getBoolean("mediated")),
                Cell.ofText(BooksAtOnce.text(row, "override_by")),
                Cell.ofText(BooksAtOnce.text(row, "reason")),
                Cell.of(row.getString("recorded_by")),
                Cell.ofText(BooksAtOnce.text(row, "on_behalf_of")),
                BooksAtOnce.instantIfAny(row, "recorded_at").map(Cell::of).orElse(Cell.NOTHING),
                Cell.ofText(BooksAtOnce.text(row, "metadata")));
    }
}
