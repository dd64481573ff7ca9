package org.tallystick.proposal;

import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.mail.Letter;
import org.tallystick.proposal.ProposalMachine.Event;

/**
 * What a letter says of something that has become of a proposal.
 *
 * @param event as it is stored
 * @param party that did it
 * @param community its name
 */
record ProposalNews(
        Proposal proposal,
        Map<AccountId, AccountRef> accounts,
        String event,
        Optional<Integer> party,
        String community) {
    static final String PROPOSED = "propose";

    /** Empty where this party is told nothing of it. */
    Optional<Letter> to(String handle, ProposalParty reader) {
        if (event.equals(PROPOSED)) {
            return asks(reader) ? Optional.of(proposed(handle, reader)) : Optional.empty();
        }
        if (event.equals(BookInstalment.REFUSED)) {
            return Optional.of(became(
                    handle,
                    "not paid on a day",
                    "A limit, or the state of an account, does not allow an"
                            + " instalment now. It is tried again every day; whoever is paid may release the other."));
        }
        if (event.equals(ReleaseInstalments.RELEASED)) {
            return Optional.of(
                    became(handle, "released from what is left", "What is booked stays; no more instalments are."));
        }
        return switch (Event.ofText(event)) {
            case CONSENT -> Optional.empty();
            case ACCEPT -> Optional.of(became(handle, "accepted", "It is booked; your statement shows the trade."));
            case ACCEPT_INSTALMENTS ->
                Optional.of(became(handle, "accepted in instalments", "Each is booked on the day that it is due."));
            case ACCEPT_PART ->
                Optional.of(became(handle, "accepted in part", "That part is booked; the rest is open still."));
            case DECLINE -> Optional.of(became(handle, "declined", "Nothing more comes of it."));
            case CANCEL, CLOSE -> Optional.of(became(handle, "cancelled", "Nothing more comes of it."));
            case EXPIRE -> Optional.of(became(handle, "expired", "Nobody answered in time; it can be proposed again."));
            case REFUSE ->
                Optional.of(became(
                        handle,
                        "not booked yet",
                        "All have consented, but a limit of somebody does not allow it now. It stays open until "
                                + proposal.expiresAt() + ", and any of you can try again by accepting it again."));
        };
    }

    /** Whoever has a rule that has accepted it already, is told of that. */
    private boolean asks(ProposalParty reader) {
        boolean byRule = reader.consent()
                .filter(consent ->
                        proposal.trades().stream().anyMatch(part -> part.key().startsWith(AcceptByRule.KEY)))
                .isPresent();
        return proposal.needs(reader) && !byRule;
    }

    private Letter proposed(String handle, ProposalParty reader) {
        String what = reader.pays() ? "asks you to pay " : "offers to pay you ";
        String who = actor();
        String amount = amountOf(reader);
        return new Letter.News(
                "proposal",
                who + " " + what + amount,
                handle,
                who + " " + what + amount + " in " + community + ": "
                        + proposal.wording().description(),
                "Accept or decline it until " + proposal.expiresAt() + "; after that it expires.");
    }

    private Letter became(String handle, String outcome, String advice) {
        return new Letter.News(
                "proposal",
                "A proposal of " + total() + " was " + outcome,
                handle,
                "The proposal of " + total() + " in " + community + " was " + outcome
                        + by().map(who -> " by " + who).orElse("") + ": "
                        + proposal.wording().description(),
                advice);
    }

    private Optional<String> by() {
        return party.flatMap(number -> proposal.parties().get(number).account())
                .map(accounts::get)
                .map(AccountRef::address);
    }

    private String actor() {
        return by().orElse("Somebody who mediates");
    }

    private String total() {
        return proposal.amount().format(scale()) + " " + proposal.currency().value();
    }

    private String amountOf(ProposalParty reader) {
        return reader.share().format(scale()) + " " + proposal.currency().value();
    }

    private int scale() {
        return accounts.values().iterator().next().currency().scale();
    }
}
