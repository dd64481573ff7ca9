package org.tallystick.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;

/**
 * The books of one community, written by direct SQL in valid form: what a guard lets pass and a verification finds right.
 * Currencies HRS (the default) and CRD; each booking is a second after the one before.
 */
public final class BooksFixture {
    public static final String HOURS = "HRS";
    public static final String CREDITS = "CRD";
    public static final UUID SOMEBODY = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private static final String TRADE = """
            WITH booked AS (
                INSERT INTO trade (community_id, trade_id, currency_code, payer_id, payee_id, amount, description,
                                   payee_entry_no, payer_entry_no, booked_at, value_date, recorded_by, reverses, reason,
                                   override_by)
                SELECT a.community_id, ?, a.currency_code, a.account_id, b.account_id, ?, 'bread', b.entry_count + 1,
                       a.entry_count + 1, ?, date '2026-01-01', ?, ?, ?, ?
                  FROM account a JOIN account b ON b.account_id = ?
                 WHERE a.community_id = ? AND a.account_id = ?
            ), moved AS (
                UPDATE account a
                   SET balance = a.balance + m.amount, entry_count = a.entry_count + 1, last_booked_at = ?
                  FROM (VALUES (?::uuid, ?::bigint), (?, ?)) AS m (account_id, amount)
                 WHERE a.community_id = ? AND a.account_id = m.account_id
                RETURNING a.account_id, a.entry_count, m.amount, a.balance
            )
            INSERT INTO entry (community_id, trade_id, booked_at, account_id, entry_no, amount, balance_after)
            SELECT ?, ?, ?, moved.* FROM moved""";

    private final DataSource dataSource;
    private final UUID community;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private BooksFixture(DataSource dataSource, UUID community) {
        this.dataSource = dataSource;
        this.community = community;
    }

    /** A new community without accounts. */
    public static BooksFixture in(DataSource dataSource, String slug) throws SQLException {
        BooksFixture books = new BooksFixture(dataSource, Ids.next());
        books.execute(
                "INSERT INTO community (community_id, slug, name, time_zone, created_at) VALUES (?, ?, ?, 'UTC', now())",
                books.community,
                slug,
                slug);
        books.currency(HOURS, 0);
        books.currency(CREDITS, 1);
        return books;
    }

    private void currency(String code, int position) throws SQLException {
        execute(
                "INSERT INTO currency (community_id, code, name, symbol, scale, position) VALUES (?, ?, ?, ?, 2, ?)",
                community,
                code,
                code,
                code,
                position);
    }

    public CommunityId community() {
        return new CommunityId(community);
    }

    /** A new member's account in hours. */
    public UUID account(String handle, long creditLimit, Optional<Long> balanceCap) throws SQLException {
        UUID member = Ids.next();
        execute(
                "INSERT INTO member (community_id, member_id, handle, name, kind, joined, created_at)"
                        + " VALUES (?, ?, ?, ?, 'person', date '2026-01-01', now())",
                community,
                member,
                handle,
                handle);
        return open(member, HOURS, creditLimit, balanceCap);
    }

    public UUID account(String handle, long creditLimit) throws SQLException {
        return account(handle, creditLimit, Optional.empty());
    }

    /** The community's fund in hours. */
    public UUID fund() throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO account (community_id, account_id, currency_code, kind, credit_limit)"
                        + " VALUES (?, ?, ?, 'fund', 0)",
                community,
                id,
                HOURS);
        return id;
    }

    /** An account in credits of the member who owns that one. */
    public UUID inCredits(UUID ofTheSameMember) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO account (community_id, account_id, currency_code, kind, member_id, credit_limit)"
                        + " SELECT community_id, ?, ?, kind, member_id, 1000 FROM account"
                        + " WHERE community_id = ? AND account_id = ?",
                id,
                CREDITS,
                community,
                ofTheSameMember);
        return id;
    }

    private UUID open(UUID member, String currency, long creditLimit, Optional<Long> balanceCap) throws SQLException {
        UUID id = Ids.next();
        execute(
                "INSERT INTO account (community_id, account_id, currency_code, kind, member_id, credit_limit, balance_cap)"
                        + " VALUES (?, ?, ?, 'member', ?, ?, ?::bigint)",
                community,
                id,
                currency,
                member,
                creditLimit,
                balanceCap.orElse(null));
        return id;
    }

    public UUID trade(UUID payer, UUID payee, long amount) throws SQLException {
        return book(payer, payee, amount, null, null);
    }

    /** @param payer the payee of the original */
    public UUID reversal(UUID original, UUID payer, UUID payee, long amount) throws SQLException {
        return book(payer, payee, amount, original, null);
    }

    /** A trade for which an administrator overrides the limits. */
    public UUID override(UUID payer, UUID payee, long amount) throws SQLException {
        return book(payer, payee, amount, null, SOMEBODY);
    }

    private UUID book(UUID payer, UUID payee, long amount, UUID reverses, UUID overrideBy) throws SQLException {
        now = now.plusSeconds(1);
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        UUID trade = Ids.at(now);
        String reason = overrideBy == null ? null : "agreed";
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (overrideBy != null) {
                execute(connection, "SET LOCAL tallystick.override = '" + trade + "'");
            }
            execute(
                    connection,
                    TRADE,
                    trade,
                    amount,
                    at,
                    SOMEBODY,
                    reverses,
                    reason,
                    overrideBy,
                    payee,
                    community,
                    payer,
                    at,
                    payer,
                    -amount,
                    payee,
                    amount,
                    community,
                    community,
                    trade,
                    at);
            connection.commit();
        }
        return trade;
    }

    /** Sets an amount aside by a new open hold. */
    public UUID hold(UUID payer, UUID payee, long amount) throws SQLException {
        UUID hold = Ids.next();
        execute("""
                WITH placed AS (
                    INSERT INTO hold (community_id, hold_id, payer_id, payee_id, amount, placed_at)
                    VALUES (?, ?, ?, ?, ?, now())
                )
                UPDATE account SET held_out = held_out + CASE account_id WHEN ? THEN ? ELSE 0 END,
                                   held_in = held_in + CASE account_id WHEN ? THEN ? ELSE 0 END
                 WHERE community_id = ? AND account_id IN (?, ?)""", community, hold, payer, payee, amount, payer, amount, payee, amount, community, payer, payee);
        return hold;
    }

    public void key(String key, UUID trade) throws SQLException {
        execute(
                "INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids)"
                        + " VALUES (?, ?, ?, '\\x00', ARRAY[?::uuid])",
                community,
                SOMEBODY,
                key,
                trade);
    }

    /** Keys under which trades were recorded that are not there. */
    public void keysToNothing(int count) throws SQLException {
        execute(
                "INSERT INTO idempotency_key (community_id, caller_id, key, fingerprint, trade_ids)"
                        + " SELECT ?, ?, 'key ' || n, '\\x00', ARRAY[gen_random_uuid()] FROM generate_series(1, ?) AS n",
                community,
                SOMEBODY,
                count);
    }

    /** Anything else, valid or not; in a transaction of its own. */
    public int execute(String sql, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return execute(connection, sql, values);
        }
    }

    private static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
            return Math.max(statement.getUpdateCount(), 0);
        }
    }
}
