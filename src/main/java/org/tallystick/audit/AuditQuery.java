package org.tallystick.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;

/**
 * Which acts are asked for.
 *
 * @param visibleTo the members for whom the caller may see them, besides what concerns everybody; empty: all are visible
 * @param kind empty: of all kinds
 * @param member whom it concerns; empty: anybody
 * @param by the name of a user or an exchange system; empty: anybody
 * @param from the first instant
 * @param until before this one
 * @param before only what is older than this act; empty: from the newest on
 */
record AuditQuery(
        CommunityId community,
        Optional<Set<UUID>> visibleTo,
        Optional<String> kind,
        Optional<UUID> member,
        Optional<String> by,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<UUID> before) {

    /** Ids are in the order of time, so a period is a range of them. */
    UUID first() {
        return from.map(Ids::floor).orElse(new UUID(0, 0));
    }

    /** Not among them any more. */
    UUID end() {
        UUID untilThen = until.map(Ids::floor).orElse(Ids.LAST);
        return before.filter(one -> Ids.compare(one, untilThen) < 0).orElse(untilThen);
    }

    AuditQuery olderThan(UUID id) {
        return new AuditQuery(community, visibleTo, kind, member, by, from, until, Optional.of(id));
    }
}
