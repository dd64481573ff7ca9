package org.tallystick.proposal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;

/**
 * What stands in the audit log where somebody proposes, consents or ends a proposal by an office; of the parties' own acts the proposal
 * tells itself. The reasons are fixed: what a proposal says may name any of its parties, a record goes with one of them, and an erasure
 * of another would leave the name there.
 */
final class ProposalRecords {
    private static final Reason PROPOSED = new Reason("Proposed by an office");
    private static final Reason RELEASED = new Reason("Released from instalments by an office");
    private static final Reason MOVED = new Reason("Decided on a proposal by an office");

    private ProposalRecords() {}

    static Change proposed(Access by, Proposal proposal, Optional<MemberId> member, int scale) {
        Change change = Change.made(
                Subject.PROPOSAL,
                proposal.id().toString(),
                by.caller().actor(),
                PROPOSED,
                Map.of(
                        "kind", proposal.kind().text(),
                        "amount", proposal.amount().format(scale),
                        "currency", proposal.currency().value()));
        return member.map(one -> change.concerning(one.value())).orElse(change);
    }

    static List<Change> released(Access by, Proposal proposal, Optional<MemberId> member) {
        String status = proposal.state().text();
        Change change = Change.of(
                Subject.PROPOSAL,
                proposal.id().toString(),
                by.caller().actor(),
                RELEASED,
                Map.of("status", status),
                Map.of("status", status, "event", ReleaseInstalments.RELEASED));
        return List.of(member.map(one -> change.concerning(one.value())).orElse(change));
    }

    static List<Change> moved(Access by, Proposal proposal, ProposalMachine.Event event, Optional<MemberId> member) {
        Map<String, @Nullable Object> after = new HashMap<>();
        after.put("status", ProposalMachine.required(proposal.state(), event).text());
        after.put("event", event.text());
        Change change = Change.of(
                Subject.PROPOSAL,
                proposal.id().toString(),
                by.caller().actor(),
                MOVED,
                Map.of("status", proposal.state().text()),
                after);
        return List.of(member.map(one -> change.concerning(one.value())).orElse(change));
    }
}
