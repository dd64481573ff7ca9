package org.tallystick.terms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.RequestThread;
import org.tallystick.platform.Sql;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;

/**
 * What members have accepted, for programs that act for them. Remembered by the access version, which every acceptance raises; so
 * little is read.
 */
@ApplicationScoped
public class AcceptedTerms {
    private static final int MOST_REMEMBERED = 50_000;

    /** Whoever is leaving settles up under the terms that were accepted, whatever they say. */
    private static final String READ = """
            SELECT m.member_id, CASE WHEN m.status = 'leaving' THEN 2147483647 ELSE coalesce((
                       SELECT max(a.version) FROM terms_acceptance a
                        WHERE a.community_id = m.community_id AND a.member_id = m.member_id), 0) END
              FROM member m WHERE m.community_id = ? AND m.member_id = ANY (?::text[]::uuid[])""";

    private final Sql sql;
    private final Cache<Key, Integer> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    AcceptedTerms(Sql sql) {
        this.sql = sql;
    }

    private record Key(CommunityId community, long version, MemberId member) {}

    /** The same for one, on a thread that may wait. */
    public int of(Access access, MemberId member) {
        Integer known = remembered.getIfPresent(key(access, member));
        return known == null ? read(access, Set.of(member)).getOrDefault(member, 0) : known;
    }

    /** The latest version that each has accepted, 0 for none. */
    public Uni<Map<MemberId, Integer>> of(Access access, Collection<MemberId> members) {
        Map<MemberId, Integer> known = new HashMap<>();
        Set<MemberId> unknown = new LinkedHashSet<>();
        for (MemberId member : members) {
            Integer accepted = remembered.getIfPresent(key(access, member));
            if (accepted == null) {
                unknown.add(member);
            } else {
                known.put(member, accepted);
            }
        }
        return unknown.isEmpty()
                ? Uni.createFrom().item(known)
                : RequestThread.onWorker(() -> {
                    known.putAll(read(access, unknown));
                    return known;
                });
    }

    private Map<MemberId, Integer> read(Access access, Set<MemberId> members) {
        Map<MemberId, Integer> accepted = new HashMap<>();
        sql.list(
                READ,
                row -> accepted.put(new MemberId(row.getObject(1, UUID.class)), row.getInt(2)),
                access.community().id().value(),
                members.stream().map(member -> member.value().toString()).toArray(String[]::new));
        accepted.forEach((member, version) -> remembered.put(key(access, member), version));
        return accepted;
    }

    private static Key key(Access access, MemberId member) {
        return new Key(access.community().id(), access.version(), member);
    }
}
