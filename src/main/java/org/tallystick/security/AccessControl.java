package org.tallystick.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.GroupedReads;
import org.tallystick.platform.RequestThread;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * What callers may do, remembered by the access version under which it was read. An {@link Access} may be stale when it is
 * had from {@link #load}; whoever decides by it compares the version, or has it from {@link #current}.
 */
@ApplicationScoped
public class AccessControl {
    private static final int MOST_REMEMBERED = 50_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private final AccessSql sql;
    private final SecurityMetrics metrics;
    private final Event<MembersErased> membersErased;
    private final GroupedReads<String, Long> versions;
    private final Cache<Key, Access> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    AccessControl(AccessSql sql, SecurityMetrics metrics, Event<MembersErased> membersErased) {
        this.membersErased = membersErased;
        this.sql = sql;
        this.metrics = metrics;
        this.versions = new GroupedReads<>(Infrastructure.getDefaultWorkerPool(), sql::versions);
    }

    /** As of the last access that was read in each community. */
    private final Cache<CommunityId, Long> erasures =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private record Key(String slug, UUID caller, Optional<UUID> session, Set<Scope> scopes) {
        static Key of(String slug, Caller caller) {
            return new Key(slug, caller.id(), caller.session(), caller.scopes());
        }
    }

    /** What was read last, if it was; reads nothing, and may be stale. */
    Optional<Access> remembered(String slug, Caller caller) {
        return Optional.ofNullable(remembered.getIfPresent(Key.of(slug, caller)));
    }

    /** What was read last, or is read now on another thread; may be stale. Fails as {@link #current} does. */
    public Uni<Access> load(String slug, Caller caller) {
        return remembered(slug, caller)
                .map(access -> Uni.createFrom().item(access))
                .orElseGet(() -> readOnWorker(slug, caller));
    }

    /**
     * What the caller may do now, at the price of one read by key. Waits for the database.
     *
     * @throws ProblemException 401 if the session or client has ended; 404 if there is no such community, or none that the
     *     caller may see
     */
    public Access current(String slug, Caller caller) {
        return remembered(slug, caller)
                .filter(before -> isOfVersion(
                        before, Optional.ofNullable(sql.versions(Set.of(slug)).get(slug))))
                .orElseGet(() -> read(slug, caller));
    }

    /** The same, without waiting on the calling thread, and with one read for all who ask at the same time. */
    Uni<Access> currentLater(String slug, Caller caller) {
        Optional<Access> before = remembered(slug, caller);
        if (before.isEmpty()) {
            return readOnWorker(slug, caller);
        }
        return versions.read(slug)
                .chain(version -> isOfVersion(before.get(), version)
                        ? Uni.createFrom().item(before.get())
                        : readOnWorker(slug, caller));
    }

    private static boolean isOfVersion(Access access, Optional<Long> version) {
        return version.equals(Optional.of(access.version()));
    }

    private Uni<Access> readOnWorker(String slug, Caller caller) {
        return RequestThread.onWorker(() -> read(slug, caller));
    }

    /** The same caller's access in the same community, read anew: for a unit that the writer found stale. */
    public Access reload(Access stale) {
        return read(stale.community().slug(), stale.caller());
    }

    /** Whether the caller runs the installation. Throws as {@link #current} does. */
    public boolean isOperator(Caller caller) {
        return standing(null, caller).operator();
    }

    /** Lets go of what was read of a community, so that it is read anew without being found stale first. */
    public void forget(CommunityId community) {
        remembered.asMap().values().removeIf(access -> access.community().id().equals(community));
    }

    private Access read(String slug, Caller caller) {
        Key key = Key.of(slug, caller);
        remembered.invalidate(key);
        Access access = standing(slug, caller)
                .access()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "There is no community at this address, or you may not see it."));
        noticeErasures(access.community());
        remembered.put(key, access);
        return access;
    }

    /** Whoever erases raises the access version, so every instance comes by here before it serves that community again. */
    private void noticeErasures(CommunityFacts community) {
        Long before = erasures.getIfPresent(community.id());
        if (before == null || before < community.erasures()) {
            if (community.erasures() > 0) {
                membersErased.fire(new MembersErased(community.id()));
            }
            erasures.put(community.id(), community.erasures());
        }
    }

    private AccessSql.Standing standing(@Nullable String slug, Caller caller) {
        return sql.read(slug, caller).orElseThrow(() -> {
            metrics.authenticationFailed("ended");
            return TokenVerifier.invalid("The session has ended, or the login is disabled. Log in again.");
        });
    }
}
