package org.tallystick.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/** Disputes as they stand in the database. Changes belong to the caller's transaction. */
@ApplicationScoped
class Disputes {
    private static final String COLUMNS = """
            SELECT d.dispute_id, d.trade_id, d.member_id, m.handle AS member, d.state, d.reason, d.opened_by, d.opened_at,
                   coalesce(u.username, c.name, d.opened_by::text) AS opener, d.resolution, r.username AS decided_by,
                   d.decided_at, d.reversal_id, p.ids, p.handles
              FROM dispute d
              JOIN member m ON m.community_id = d.community_id AND m.member_id = d.member_id
              LEFT JOIN app_user u ON u.user_id = d.opened_by
              LEFT JOIN client c ON c.client_id = d.opened_by
              LEFT JOIN app_user r ON r.user_id = d.decided_by
             CROSS JOIN LATERAL (
                   SELECT array_agg(q.member_id::text ORDER BY n.handle) AS ids, array_agg(n.handle ORDER BY n.handle) AS handles
                     FROM dispute_party q
                     JOIN member n ON n.community_id = q.community_id AND n.member_id = q.member_id
                    WHERE q.community_id = d.community_id AND q.dispute_id = d.dispute_id) p
             WHERE d.community_id = ?\s""";

    private static final String ONE = COLUMNS + "AND d.dispute_id = ?";

    private static final String PAGE = COLUMNS + """
             AND (?::boolean OR d.opened_by = ?
                    OR d.dispute_id IN (SELECT o.dispute_id FROM dispute_party o
                                         WHERE o.community_id = d.community_id AND o.member_id = ANY (?::text[]::uuid[])))
               AND (?::text IS NULL OR d.state = ?::text) AND (?::uuid IS NULL OR d.dispute_id < ?::uuid)
             ORDER BY d.dispute_id DESC LIMIT ?""";

    private static final String INSERT = """
            INSERT INTO dispute (community_id, dispute_id, trade_id, member_id, reason, opened_by, opened_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (community_id, trade_id) WHERE state = 'open' DO NOTHING""";

    private static final String CLOSE = """
            UPDATE dispute SET state = ?, resolution = ?, reversal_id = ?, decided_by = ?, decided_at = ?
             WHERE community_id = ? AND dispute_id = ? AND state = 'open'""";

    private final Sql sql;
    private final Clock clock;

    Disputes(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @throws ProblemException 404 if there is none, or the caller may not see it */
    Dispute visible(Access access, UUID id) {
        return sql.one(ONE, Disputes::read, access.community().id().value(), id)
                .filter(dispute -> dispute.isSeenBy(access))
                .orElseThrow(() ->
                        ProblemException.of(ProblemType.NOT_FOUND, "There is no dispute " + id + " that you may see."));
    }

    /** Those that the caller may see, the newest first. */
    List<Dispute> page(Access access, Optional<DisputeState> state, @Nullable UUID before, int limit) {
        @Nullable String wanted = state.map(DisputeState::text).orElse(null);
        return sql.list(
                PAGE,
                Disputes::read,
                access.community().id().value(),
                access.everywhere(Permission.SEE_DISPUTES),
                access.mayForOwnRecords(Permission.SEE_DISPUTES)
                        ? access.caller().id()
                        : null,
                ids(access.members(Permission.SEE_DISPUTES)),
                wanted,
                wanted,
                before,
                before,
                limit);
    }

    /** How often that trade was flagged. */
    long count(CommunityId community, UUID trade) {
        return sql.one(
                        "SELECT count(*) FROM dispute WHERE community_id = ? AND trade_id = ?",
                        row -> row.getLong(1),
                        community.value(),
                        trade)
                .orElseThrow();
    }

    /** @return its id; empty where one is open about that trade */
    Optional<UUID> open(Access by, UUID trade, MemberId member, Collection<MemberId> parties, String reason) {
        UUID community = by.community().id().value();
        UUID id = Ids.next();
        int added = sql.update(
                INSERT,
                community,
                id,
                trade,
                member.value(),
                reason,
                by.caller().id(),
                clock.instant());
        if (added == 0) {
            return Optional.empty();
        }
        sql.update(
                "INSERT INTO dispute_party (community_id, member_id, dispute_id)"
                        + " SELECT ?, n, ? FROM unnest(?::text[]::uuid[]) AS n",
                community,
                id,
                ids(parties));
        return Optional.of(id);
    }

    /** @throws ProblemException {@code state-conflict} for one that is not open */
    void close(Access by, Dispute dispute, DisputeState to, @Nullable String resolution, @Nullable UUID reversal) {
        int closed = sql.update(
                CLOSE,
                to.text(),
                resolution,
                reversal,
                by.caller().id(),
                clock.instant(),
                by.community().id().value(),
                dispute.id());
        if (closed == 0) {
            throw ProblemException.of(ProblemType.STATE_CONFLICT, "The dispute is over already.");
        }
    }

    private static String[] ids(Collection<MemberId> members) {
        return members.stream().map(member -> member.value().toString()).toArray(String[]::new);
    }

    private static Dispute read(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        @Nullable UUID reversal = row.getObject("reversal_id", UUID.class);
        Set<MemberId> parties = texts(row.getArray("ids")).stream()
                .map(id -> new MemberId(UUID.fromString(id)))
                .collect(Collectors.toSet());
        Optional<Instant> decided = Optional.ofNullable(decidedAt).map(OffsetDateTime::toInstant);
        return new Dispute(
                row.getObject("dispute_id", UUID.class),
                row.getObject("trade_id", UUID.class),
                new MemberId(row.getObject("member_id", UUID.class)),
                row.getString("member"),
                parties,
                texts(row.getArray("handles")),
                DisputeState.read(row.getString("state")),
                row.getString("reason"),
                row.getObject("opened_by", UUID.class),
                row.getString("opener"),
                Sql.instant(row, "opened_at"),
                text(row, "resolution"),
                text(row, "decided_by"),
                decided,
                Optional.ofNullable(reversal));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String there = row.getString(column);
        return Optional.ofNullable(there);
    }

    private static List<String> texts(Array array) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object text : (Object[]) array.getArray()) {
            texts.add(String.valueOf(text));
        }
        return texts;
    }
}
