package org.tallystick.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.departure.Departure.Remaining;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.MemberStatus;
import org.tallystick.platform.Sql;
import org.tallystick.security.MemberId;

/** Departures as they stand in the database. */
@ApplicationScoped
class Departures {
    private static final String ALL = """
            SELECT d.departure_id, d.member_id, m.handle, d.cause, d.deadline, d.reason, d.status_before, d.by_office,
                   coalesce(u.username, c.name, d.started_by::text) AS started_by, d.started_at, d.ended_at, d.outcome,
                   (SELECT array_agg(concat_ws(' ', k.code, k.position, k.scale, a.balance) ORDER BY k.position)
                      FROM account a JOIN currency k ON k.community_id = a.community_id AND k.code = a.currency_code
                     WHERE a.community_id = d.community_id AND a.member_id = d.member_id AND a.balance <> 0) AS remaining
              FROM departure d
              JOIN member m ON m.community_id = d.community_id AND m.member_id = d.member_id
              LEFT JOIN app_user u ON u.user_id = d.started_by
              LEFT JOIN client c ON c.client_id = d.started_by
             WHERE d.community_id = ?\s""";

    private static final String LAST =
            ALL + "AND d.member_id = ? ORDER BY d.ended_at IS NULL DESC, d.departure_id DESC LIMIT 1";

    private static final String PAGE = ALL + """
            AND CASE ?::text WHEN 'open' THEN d.ended_at IS NULL
                             WHEN 'overdue' THEN d.ended_at IS NULL AND d.deadline < ?
                             ELSE d.outcome = 'closed' END
              AND (?::uuid IS NULL OR d.departure_id < ?::uuid)
            ORDER BY d.departure_id DESC LIMIT ?""";

    private final Sql sql;

    Departures(Sql sql) {
        this.sql = sql;
    }

    /** Which are listed. */
    enum Listed {
        /** That are not over. */
        OPEN,
        /** That are not over, past the deadline. */
        OVERDUE,
        CLOSED;

        /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
        static Listed read(String text) {
            for (Listed one : values()) {
                if (one.text().equals(text)) {
                    return one;
                }
            }
            throw new IllegalArgumentException("must be open, overdue or closed");
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The one that is not over, or else the last one. */
    Optional<Departure> last(CommunityId community, MemberId member) {
        return sql.one(LAST, Departures::toDeparture, community.value(), member.value());
    }

    Optional<Departure> open(CommunityId community, MemberId member) {
        return last(community, member).filter(one -> one.outcome().isEmpty());
    }

    /**
     * The newest first.
     *
     * @param before only those that began before this one; null: all
     */
    List<Departure> page(CommunityId community, Listed listed, LocalDate today, @Nullable UUID before, int limit) {
        return sql.list(PAGE, Departures::toDeparture, community.value(), listed.text(), today, before, before, limit);
    }

    private static Departure toDeparture(ResultSet row) throws SQLException {
        String handle = row.getString("handle");
        OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new Departure(
                row.getObject("departure_id", UUID.class),
                new MemberId(row.getObject("member_id", UUID.class)),
                handle,
                DepartureCause.read(row.getString("cause")),
                row.getObject("deadline", LocalDate.class),
                row.getString("reason"),
                MemberStatus.read(row.getString("status_before")),
                row.getBoolean("by_office"),
                row.getString("started_by"),
                Sql.instant(row, "started_at"),
                Optional.ofNullable(endedAt).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("outcome")),
                remaining(handle, row.getArray("remaining")));
    }

    private static List<Remaining> remaining(String handle, @Nullable Array array) throws SQLException {
        List<Remaining> found = new ArrayList<>();
        if (array != null) {
            for (Object line : (Object[]) array.getArray()) {
                String[] parts = String.valueOf(line).split(" ", -1);
                found.add(new Remaining(
                        AccountAddress.canonical(handle, "member", null, parts[1].equals("0"), parts[0]),
                        parts[0],
                        Amount.ofMinorUnits(Long.parseLong(parts[3])).format(Integer.parseInt(parts[2]))));
            }
        }
        return found;
    }
}
