package org.tallystick.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approvals.Row;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.AwaitStandby;
import org.tallystick.platform.Ids;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;

/** Puts something down for a second administrator. */
@ApplicationScoped
public class AskApproval {
    /** In an act: what stood there when it was asked for. The same request again may find something else, and is the same. */
    public static final String SEEN = "seen";

    /** Whoever asks for more than that has others decide first. */
    private static final int MOST_WAITING = 1_000;

    private static final Duration LIFETIME = Duration.ofDays(30);

    private final Approvals approvals;
    private final AwaitStandby standby;
    private final Clock clock;

    AskApproval(Approvals approvals, AwaitStandby standby, Clock clock) {
        this.approvals = approvals;
        this.standby = standby;
        this.clock = clock;
    }

    /**
     * @param key the Idempotency-Key of the request: with one that was used here, what it asked for then is answered again
     * @param summary what will be done, in words: at most 500 characters
     * @param members whom it concerns
     * @throws ProblemException {@code state-conflict} where too much waits already; {@code idempotency-key-reused}
     */
    @Transactional
    public Approval ask(
            Access by,
            Optional<String> key,
            String kind,
            String summary,
            Map<String, @Nullable Object> act,
            Collection<MemberId> members,
            Reason reason) {
        CommunityId community = by.community().id();
        UUID caller = by.caller().id();
        Optional<Row> before = key.flatMap(given -> approvals.ofKey(community, caller, given));
        if (before.isPresent()) {
            return sameAgain(before.get(), kind, act, reason);
        }
        if (approvals.waiting(community, MOST_WAITING) == MOST_WAITING) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    MOST_WAITING + " acts wait for a second administrator already; have some decided first.");
        }
        UUID id = Ids.next();
        Approvals.New asked = new Approvals.New(
                id, key, kind, summary, act, members, reason, clock.instant().plus(LIFETIME));
        if (!approvals.add(community, caller, asked)) {
            return sameAgain(
                    approvals.ofKey(community, caller, key.orElseThrow()).orElseThrow(), kind, act, reason);
        }
        Row row = approvals.required(community, id);
        approvals.record(by, row, reason, null, "waiting");
        return row.shown();
    }

    /**
     * What was asked for under a key.
     *
     * @param answer what it was answered with, as it stands now
     */
    public record Earlier(Approval answer, Approvable.Approved asked) {}

    /**
     * What this caller has asked for under this key: whatever has become of it and of the rules since, the same request again is answered
     * with it, and nothing is done a second time. The caller says whether it is the same.
     *
     * @throws ProblemException {@code idempotency-key-reused} where it was something of another kind
     */
    public Optional<Earlier> earlier(Access by, String kind, String key) {
        Optional<Row> row = approvals.ofKey(by.community().id(), by.caller().id(), key);
        if (row.filter(one -> !one.shown().kind().equals(kind)).isPresent()) {
            throw keyReused();
        }
        if (row.isPresent()) {
            standby.await();
        }
        return row.map(one -> new Earlier(
                one.shown(),
                new Approvable.Approved(
                        one.shown().id(),
                        one.askedBy(),
                        one.act(),
                        new Reason(one.shown().reason()))));
    }

    /** The answer to another request under a key that was used. */
    public static ProblemException keyReused() {
        return ProblemException.of(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "You have used this Idempotency-Key for another request; every request needs a key of its own.");
    }

    private Approval sameAgain(Row row, String kind, Map<String, @Nullable Object> act, Reason reason) {
        boolean same = row.shown().kind().equals(kind)
                && withoutSeen(row.act()).equals(withoutSeen(Approvals.asStored(act)))
                && row.shown().reason().equals(reason.text());
        if (!same) {
            throw keyReused();
        }
        standby.await();
        return row.shown();
    }

    private static Map<String, @Nullable Object> withoutSeen(Map<String, @Nullable Object> act) {
        Map<String, @Nullable Object> asked = new HashMap<>(act);
        asked.remove(SEEN);
        return asked;
    }
}
