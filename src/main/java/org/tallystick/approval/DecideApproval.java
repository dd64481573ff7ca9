package org.tallystick.approval;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.UUID;
import org.tallystick.approval.Approvable.Approved;
import org.tallystick.approval.Approvals.Row;
import org.tallystick.change.Reason;
import org.tallystick.client.ClientKeepers;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.security.StandingRights;

/**
 * Decides what another administrator asked for. The decision is on disk before anything is done; what was approved is done at once, and
 * where the service died in between, by whoever approves it again: it is done once.
 */
@ApplicationScoped
class DecideApproval {
    private static final String WAITING = "waiting";
    private static final String APPROVED = "approved";
    private static final String FAILED = "failed";
    private static final int LONGEST_OUTCOME = 1_000;
    private static final Reason NOT_ANY_MORE = new Reason("whoever asked for it may not do so any more");

    private static final String WITHDRAWN = "withdrawn";

    private final Approvals approvals;
    private final StandingRights rights;
    private final ClientKeepers keepers;
    private final Instance<Approvable> kinds;

    DecideApproval(Approvals approvals, StandingRights rights, ClientKeepers keepers, @Any Instance<Approvable> kinds) {
        this.approvals = approvals;
        this.rights = rights;
        this.keepers = keepers;
        this.kinds = kinds;
    }

    /**
     * @throws ProblemException {@code forbidden} for whoever asked for it, keeps the program that did, is no person, or acts for a
     *     member whom it concerns, or may not do it themselves; {@code state-conflict} for what waits no longer, also because whoever asked may not any more; and
     *     what the act itself is refused with
     */
    Approval approve(Access by, UUID id, Reason decision) {
        CommunityId community = by.community().id();
        Row row = approvals.required(community, id);
        requireMayDecide(by, row);
        Approvable kind = kind(row.shown().kind());
        if (!by.community().open() && !kind.whenClosed()) {
            throw ProblemException.communityClosed();
        }
        Approved approved = new Approved(
                id, row.askedBy(), row.act(), new Reason(row.shown().reason()));
        boolean unfinished = row.shown().state().equals(APPROVED) && row.shown().doneAt() == null;
        if (unfinished || isWaiting(row)) {
            kind.requireMayApprove(by, approved);
        }
        if (!unfinished) {
            requireAskedByRight(by, row, kind, approved);
            decide(by, row, APPROVED, decision);
        }
        try {
            String outcome = kind.perform(by, approved);
            finish(community, id, APPROVED, outcome);
        } catch (ProblemException e) {
            // Anything else, 503 say, may pass: then it is approved, and can be finished.
            if (e.problem().type().status() < 500) {
                finish(community, id, FAILED, e.problem().detail());
            }
            throw e;
        }
        return approvals.required(community, id).shown();
    }

    Approval refuse(Access by, UUID id, Reason decision) {
        Row row = approvals.required(by.community().id(), id);
        requireMayDecide(by, row);
        decide(by, row, "refused", decision);
        return approvals.required(by.community().id(), id).shown();
    }

    /** Whoever asked for it takes it back. */
    void withdraw(Access by, UUID id, Reason reason) {
        Row row = approvals.required(by.community().id(), id);
        if (!row.askedBy().equals(by.caller().id())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Whoever asked for it takes it back; others approve or refuse it.");
        }
        decide(by, row, WITHDRAWN, reason);
    }

    /** What somebody asked for who lost the right since, or has come to act for whom it concerns, nobody approves. */
    private void requireAskedByRight(Access by, Row row, Approvable kind, Approved approved) {
        if (!isWaiting(row)) {
            return;
        }
        List<MemberId> members = row.members().stream().map(MemberId::new).toList();
        boolean may = kind.permissions(approved).stream()
                .allMatch(one -> rights.mayByOffice(by.community().id(), row.askedBy(), one, members));
        if (!may) {
            decide(by, row, WITHDRAWN, NOT_ANY_MORE);
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    row.shown().askedBy() + " asked for it, and may not do so any more; it is withdrawn.");
        }
    }

    private static boolean isWaiting(Row row) {
        return row.shown().state().equals(WAITING);
    }

    private void decide(Access by, Row row, String state, Reason decision) {
        CommunityId community = by.community().id();
        UUID id = row.shown().id();
        QuarkusTransaction.requiringNew().run(() -> {
            UUID decider = state.equals(WITHDRAWN) ? null : by.caller().id();
            if (!approvals.decide(community, id, state, decider, decision.text())) {
                throw ProblemException.of(
                        ProblemType.STATE_CONFLICT,
                        "It waits no longer: it is "
                                + approvals.required(community, id).shown().state() + ".");
            }
            approvals.record(by, row, decision, WAITING, state);
        });
    }

    private void finish(CommunityId community, UUID id, String state, String outcome) {
        String bounded = outcome.length() > LONGEST_OUTCOME ? outcome.substring(0, LONGEST_OUTCOME) : outcome;
        QuarkusTransaction.requiringNew().run(() -> approvals.done(community, id, state, bounded));
    }

    private void requireMayDecide(Access by, Row row) {
        by.require(Permission.APPROVE);
        if (!by.caller().isUser()) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "People approve, and no program does.");
        }
        if (row.askedBy().equals(by.caller().id())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Nobody approves what they asked for; another administrator does.");
        }
        if (keepers.keeps(by.caller().id(), by.community().id(), row.askedBy())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You have had the secret of the program that asked for it; another administrator decides it.");
        }
        if (row.members().stream().map(MemberId::new).anyMatch(by::actsFor)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You act for a member whom this concerns; another administrator decides it.");
        }
    }

    private Approvable kind(String name) {
        return kinds.stream()
                .filter(one -> one.kind().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing performs " + name));
    }
}
