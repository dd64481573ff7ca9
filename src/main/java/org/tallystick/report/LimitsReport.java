package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Amount;

/** What every account may still pay and receive, and where its limits come from, as it stands now. */
@ApplicationScoped
class LimitsReport implements Report {
    private static final String READ = "SELECT " + Subject.COLUMNS + """
            , a.balance, a.credit_limit, a.balance_cap, a.held_out, a.held_in,
                   CASE WHEN a.kind = 'member' THEN coalesce(l.source, 'default') ELSE l.source END AS source,
                   l.policy_version, l.until_date, l.reason
              FROM account a
              LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
              LEFT JOIN account_limits l ON l.community_id = a.community_id AND l.account_id = a.account_id
             WHERE a.community_id = ? AND a.currency_code = ?
             ORDER BY\s""" + PositionSql.ORDER;

    @Override
    public String code() {
        return "limits";
    }

    @Override
    public String title() {
        return "Limits";
    }

    @Override
    public Set<Parameter> takes() {
        return Set.of();
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("account", "Account"),
                Column.text("name", "Name"),
                Column.text("kind", "Kind"),
                Column.text("status", "Status"),
                Column.amount("balance", "Balance"),
                Column.amount("creditLimit", "Credit limit"),
                Column.amount("balanceCap", "Balance cap"),
                Column.amount("heldOut", "Held out"),
                Column.amount("heldIn", "Held in"),
                Column.amount("available", "Available"),
                Column.amount("headroom", "Headroom"),
                Column.text("source", "Limits by"),
                Column.integer("policyVersion", "Policy"),
                Column.date("until", "Until"),
                Column.text("reason", "Reason"));
    }

    @Override
    public void write(BooksAtOnce books, ReportRequest request, TableWriter writer) throws SQLException, IOException {
        Sum balances = new Sum();
        Sum heldOut = new Sum();
        Sum heldIn = new Sum();
        writer.begin(Heads.of(this, request, books, List.of()));
        books.each(
                READ,
                row -> {
                    balances.add(BooksAtOnce.amount(row, "balance"));
                    heldOut.add(BooksAtOnce.amount(row, "held_out"));
                    heldIn.add(BooksAtOnce.amount(row, "held_in"));
                    writer.row(line(row, request));
                },
                request.community().id().value(),
                request.currency().code().value());
        writer.row(Row.total(
                Cell.of("Total"),
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.NOTHING,
                balances.take(),
                Cell.NOTHING,
                Cell.NOTHING,
                heldOut.take(),
                heldIn.take(),
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.NOTHING,
                Cell.NOTHING));
        writer.end();
    }

    /** Who has no credit limit, or no cap, may pay or receive whatever it is. */
    private static Row line(ResultSet row, ReportRequest request) throws SQLException {
        Subject subject = Subject.of(row, request);
        Amount balance = BooksAtOnce.amount(row, "balance");
        Amount heldOut = BooksAtOnce.amount(row, "held_out");
        Amount heldIn = BooksAtOnce.amount(row, "held_in");
        Optional<Amount> limit = BooksAtOnce.amountIfAny(row, "credit_limit");
        Optional<Amount> cap = BooksAtOnce.amountIfAny(row, "balance_cap");
        long policy = row.getLong("policy_version");
        @Nullable LocalDate until = row.getObject("until_date", LocalDate.class);
        return Row.line(
                Cell.of(subject.address()),
                Cell.of(subject.name()),
                Cell.of(subject.kind()),
                Cell.of(row.getString("status")),
                Cell.of(balance),
                Cell.ofAmount(limit),
                Cell.ofAmount(cap),
                Cell.of(heldOut),
                Cell.of(heldIn),
                Cell.ofAmount(limit.map(some -> balance.plus(some).minus(heldOut))),
                Cell.ofAmount(cap.map(some -> some.minus(balance).minus(heldIn))),
                Cell.ofText(BooksAtOnce.text(row, "source")),
                policy == 0 ? Cell.NOTHING : Cell.of(policy),
                until == null ? Cell.NOTHING : Cell.of(until),
                Cell.ofText(BooksAtOnce.text(row, "reason")));
    }
}
