package org.tallystick.proposal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Hold;
import org.tallystick.ledger.TradeId;

/**
 * A proposal as it stands.
 *
 * @param amount what the payers pay together, levies apart
 * @param parties payers first
 * @param accepted how much of it is booked
 * @param hold what is set aside for it, as much as is left of that
 * @param reverses the trade that its acceptance undoes, in full or in part; empty: it is a trade of its own
 * @param trades what came of it, the oldest first
 * @param instalments by which it may be accepted, or is; none: all at once
 */
record Proposal(
        CommunityId community,
        UUID id,
        ProposalKind kind,
        CurrencyCode currency,
        Amount amount,
        Wording wording,
        List<ProposalParty> parties,
        Origin origin,
        Instant expiresAt,
        ProposalState state,
        long version,
        Amount accepted,
        Optional<Hold> hold,
        Optional<TradeId> reverses,
        List<Part> trades,
        List<Instalment> instalments) {
    Proposal {
        parties = List.copyOf(parties);
        trades = List.copyOf(trades);
        instalments = List.copyOf(instalments);
    }

    /** A trade that came of it. */
    record Part(TradeId trade, Amount amount, Instant acceptedAt, UUID acceptedBy, String key) {}

    Amount left() {
        return amount.minus(accepted);
    }

    List<ProposalParty> on(Side side) {
        return parties.stream().filter(party -> party.side() == side).toList();
    }

    /** Whether it was accepted by its schedule. */
    boolean isByInstalments() {
        return instalments.stream().anyMatch(one -> one.state() != InstalmentState.PROPOSED);
    }

    boolean isBetweenTwo() {
        return parties.size() == 2;
    }

    /** Whether it may be accepted in parts: one side has said yes to all of it, and the other decides alone. */
    boolean isDivisible() {
        return isBetweenTwo() && !origin.isMediated() && reverses.isEmpty();
    }

    /**
     * Whether it waits for this party's consent, or has it: every payer's, and a payee's where it is an offer or a mediator's. A
     * request is the payees' own, and being paid takes no consent of others; nor does being given back what one has paid.
     */
    boolean needs(ProposalParty party) {
        if (reverses.isPresent()) {
            return party.pays();
        }
        return party.pays() || kind == ProposalKind.OFFER || origin.isMediated();
    }

    boolean isProposer(ProposalParty party) {
        return origin.party().filter(number -> number == party.number()).isPresent();
    }

    Optional<ProposalParty> proposer() {
        return origin.party().map(parties::get);
    }

    List<AccountId> accounts() {
        return parties.stream()
                .map(ProposalParty::account)
                .flatMap(Optional::stream)
                .toList();
    }

    Proposal holding(Hold some) {
        return new Proposal(
                community,
                id,
                kind,
                currency,
                amount,
                wording,
                parties,
                origin,
                expiresAt,
                state,
                version,
                accepted,
                Optional.of(some),
                reverses,
                trades,
                instalments);
    }

    /** With one of its parties consenting. */
    List<ProposalParty> with(ProposalParty consenting) {
        return parties.stream()
                .map(party -> party.number() == consenting.number() ? consenting : party)
                .toList();
    }
}
