package org.tallystick.account;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.GroupedReads;

/**
 * Look-ups within communities, answered in groups: a statement a community, for none may name two. Some communities are
 * read beside each other, so that one does not wait for all others.
 */
final class CommunityReads<K, V> {
    private static final int GROUPS = 4;

    private final List<GroupedReads<Key<K>, V>> groups;

    CommunityReads(Reader<K, V> reader) {
        this.groups = Stream.generate(() -> new GroupedReads<Key<K>, V>(
                        Infrastructure.getDefaultWorkerPool(), keys -> readAll(reader, keys)))
                .limit(GROUPS)
                .toList();
    }

    /** Reads what there is of these. It should give up in time: others wait for it. */
    @FunctionalInterface
    interface Reader<K, V> {
        Map<K, V> read(CommunityId community, Set<K> keys);
    }

    private record Key<K>(CommunityId community, K inCommunity) {}

    /** What there is at this key; nobody waits. */
    Uni<Optional<V>> read(CommunityId community, K key) {
        return groups.get(Math.floorMod(community.hashCode(), GROUPS)).read(new Key<>(community, key));
    }

    private static <K, V> Map<Key<K>, V> readAll(Reader<K, V> reader, Set<Key<K>> keys) {
        Map<CommunityId, Set<K>> byCommunity = new HashMap<>();
        keys.forEach(key -> byCommunity
                .computeIfAbsent(key.community(), any -> new LinkedHashSet<>())
                .add(key.inCommunity()));
        Map<Key<K>, V> found = new HashMap<>();
        byCommunity.forEach((community, some) ->
                reader.read(community, some).forEach((key, value) -> found.put(new Key<>(community, key), value)));
        return found;
    }
}
