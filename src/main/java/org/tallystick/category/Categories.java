package org.tallystick.category;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.RequestThread;
import org.tallystick.platform.Sql;
import org.tallystick.security.Access;

/** The categories of a community. Changes belong to the caller's transaction, and raise the access version. */
@ApplicationScoped
public class Categories {
    private static final int MOST_COMMUNITIES = 10_000;

    private final Sql sql;
    private final Cache<CommunityId, Known> known =
            Caffeine.newBuilder().maximumSize(MOST_COMMUNITIES).build();

    Categories(Sql sql) {
        this.sql = sql;
    }

    private record Known(long accessVersion, Map<String, Category> byCode) {}

    /** In their order. Waits for the database. */
    public List<Category> all(CommunityId community) {
        return sql.list(
                "SELECT code, name, retired FROM trade_category WHERE community_id = ? ORDER BY position, code",
                row -> new Category(row.getString("code"), row.getString("name"), row.getBoolean("retired")),
                community.value());
    }

    /**
     * By their codes, without waiting on the calling thread. They are remembered for as long as the access version is the same: it is
     * raised with every change of them, and the writer takes no unit that was made under an older one.
     */
    public Uni<Map<String, Category>> byCode(Access access) {
        CommunityId community = access.community().id();
        Known remembered = known.getIfPresent(community);
        if (remembered != null && remembered.accessVersion() == access.version()) {
            return Uni.createFrom().item(remembered.byCode());
        }
        return freshByCode(access);
    }

    /** The same, as they stand now: what is remembered turns no request away. */
    public Uni<Map<String, Category>> freshByCode(Access access) {
        CommunityId community = access.community().id();
        return RequestThread.onWorker(() -> {
            Map<String, Category> fresh =
                    all(community).stream().collect(Collectors.toUnmodifiableMap(Category::code, one -> one));
            known.put(community, new Known(access.version(), fresh));
            return fresh;
        });
    }

    long version(CommunityId community) {
        return sql.one(
                        "SELECT categories_version FROM community WHERE community_id = ?",
                        row -> row.getLong(1),
                        community.value())
                .orElseThrow();
    }

    /** Writes them in this order. Those that are there and not among them stay as they are. */
    void write(CommunityId community, List<Category> categories) {
        for (int i = 0; i < categories.size(); i++) {
            Category category = categories.get(i);
            sql.update(
                    "INSERT INTO trade_category (community_id, code, position, name, retired) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (community_id, code) DO UPDATE SET position = excluded.position,"
                            + " name = excluded.name, retired = excluded.retired",
                    community.value(),
                    category.code(),
                    i,
                    category.name(),
                    category.retired());
        }
        sql.update(
                "UPDATE community SET categories_version = categories_version + 1 WHERE community_id = ?",
                community.value());
    }
}
