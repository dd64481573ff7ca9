package org.tallystick.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.posting.AccessVersion;

/**
 * What belongs to every change of what someone may do, in the transaction that makes it: the access version is raised, so
 * that nobody decides by what was before, and a record says who, when and why.
 */
@ApplicationScoped
public class AccessChanges {
    /** In the order of the ids, so that two that raise several communities do not wait for each other. */
    private static final String RAISE = """
            WITH concerned AS (SELECT community_id FROM community WHERE %s ORDER BY community_id FOR NO KEY UPDATE)
            UPDATE community c SET access_version = c.access_version + 1
              FROM concerned WHERE c.community_id = concerned.community_id RETURNING c.community_id""";

    private static final String RAISE_OF_USER = RAISE.formatted("""
            community_id IN (SELECT community_id FROM membership WHERE user_id = ?
                             UNION SELECT community_id FROM community_role WHERE user_id = ?
                             UNION SELECT community_id FROM local_administrator WHERE user_id = ?)
            OR EXISTS (SELECT FROM app_user WHERE user_id = ? AND operator)""");
    private static final String RAISE_OF_CLIENT =
            RAISE.formatted("community_id IN (SELECT community_id FROM client_grant WHERE client_id = ?)");

    private final Sql sql;
    private final Database database;
    private final Clock clock;

    AccessChanges(Sql sql, Database database, Clock clock) {
        this.sql = sql;
        this.database = database;
        this.clock = clock;
    }

    /** In one community. */
    public void raise(CommunityId community) {
        database.with(connection -> {
            AccessVersion.raise(connection, community);
            return community;
        });
    }

    /** In every community where the user has a say: all of them, for an operator. */
    public void raiseWhereverIs(UserId user) {
        raiseAll(RAISE_OF_USER, user.value(), user.value(), user.value(), user.value());
    }

    /** In every community that grants the client something. */
    public void raiseWhereverIsClient(UUID client) {
        raiseAll(RAISE_OF_CLIENT, client);
    }

    private void raiseAll(String raise, Object... parameters) {
        List<CommunityId> raised =
                sql.list(raise, row -> new CommunityId(row.getObject("community_id", UUID.class)), parameters);
        database.with(connection -> {
            AccessVersion.awaitWriters(connection, raised);
            return raised;
        });
    }

    /**
     * Writes down a change.
     *
     * @param subject its name in the community
     * @param before null for what is new, and {@code after} for what is gone
     */
    public void record(
            CommunityId community,
            Subject kind,
            String subject,
            Actor changedBy,
            Reason reason,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        record(community, kind, subject, Optional.empty(), changedBy, reason, before, after);
    }

    /** @param member whom it concerns, where the subject does not tell: who may read it, and with whom it is erased */
    public void record(
            CommunityId community,
            Subject kind,
            String subject,
            Optional<MemberId> member,
            Actor changedBy,
            Reason reason,
            @Nullable Map<String, ?> before,
            @Nullable Map<String, ?> after) {
        Change change = new Change(
                Ids.next(),
                kind,
                subject,
                changedBy,
                reason,
                values(before),
                values(after),
                member.map(MemberId::value));
        database.with(connection -> {
            ChangeRecords.write(connection, community, clock.instant(), List.of(change));
            return change;
        });
    }

    private static Optional<Map<String, @Nullable Object>> values(@Nullable Map<String, ?> some) {
        return Optional.ofNullable(some).map(LinkedHashMap::new);
    }
}
