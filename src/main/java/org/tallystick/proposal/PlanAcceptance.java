package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.trade.PayerTerms;

/** Decides what an acceptance comes to: whose it is, of how much, and whether it is the last that was missing. */
@ApplicationScoped
class PlanAcceptance {
    private final Directory directory;
    private final AskedParty askedParty;
    private final PayerTerms terms;
    private final Clock clock;

    PlanAcceptance(Directory directory, AskedParty askedParty, PayerTerms terms, Clock clock) {
        this.directory = directory;
        this.askedParty = askedParty;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * @throws ProblemException {@code malformed}; {@code forbidden} for whoever acts for no party that is asked; {@code
     *     terms-not-accepted}; {@code state-conflict} for a proposal that has ended
     */
    Acceptance plan(Access access, Proposal proposal, AcceptanceBody body) {
        Map<AccountId, AccountRef> accounts =
                new HashMap<>(directory.allById(proposal.community(), proposal.accounts()));
        AskedParty.Found found = askedParty.find(access, proposal, body.account(), body.token(), accounts);
        accounts.put(found.account().id(), found.account());
        Instant now = clock.instant();
        boolean said = found.party().consent().isPresent();
        ProposalParty consenting = consenting(access, found, now);
        List<ProposalParty> parties = proposal.with(consenting);
        boolean last = parties.stream()
                .filter(proposal::needs)
                .allMatch(party -> party.consent().isPresent());
        int scale = found.account().currency().scale();
        if (said && proposal.state() == ProposalState.ACCEPTED && isOfAll(proposal, body, scale)) {
            return new Acceptance(proposal, consenting, found.account(), accounts, proposal.amount(), true, false);
        }
        ProposalMachine.required(proposal.state(), ProposalMachine.Event.ACCEPT);
        requireInTime(proposal, now);
        requireMayAccept(access, proposal, found, accounts);
        return new Acceptance(
                proposal,
                consenting,
                found.account(),
                accounts,
                amount(proposal, body, scale),
                isSaid(access, found),
                last);
    }

    /** Whoever asks for a part of what is all accepted has not said that before, and gets none. */
    private static boolean isOfAll(Proposal proposal, AcceptanceBody body, int scale) {
        FieldErrors errors = new FieldErrors();
        Optional<Amount> asked = errors.readIfPresent("amount", body.amount(), text -> Amount.parse(text, scale));
        errors.throwIfAny();
        return asked.isEmpty() || asked.get().equals(proposal.amount());
    }

    /** A payer's consent is that of whoever said so last, for the trade is recorded by them; a payee's stays the first. */
    private static ProposalParty consenting(Access access, AskedParty.Found found, Instant now) {
        if (found.party().consent().isPresent() && !found.party().pays()) {
            return found.party();
        }
        Consent consent = new Consent(access.caller().id(), now, ProposalRights.byOffice(access, found.account()));
        return found.party().consenting(found.account().id(), consent);
    }

    /** Whether nothing new is said: of a payer, by the same caller, as the payer's own or by an office as before. */
    private static boolean isSaid(Access access, AskedParty.Found found) {
        return found.party()
                .consent()
                .filter(consent -> !found.party().pays()
                        || (consent.by().equals(access.caller().id())
                                && consent.byOffice() == ProposalRights.byOffice(access, found.account())))
                .isPresent();
    }

    static void requireInTime(Proposal proposal, Instant now) {
        if (!now.isBefore(proposal.expiresAt())) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "The proposal has expired; it was open until " + proposal.expiresAt() + ".");
        }
    }

    private void requireMayAccept(
            Access access, Proposal proposal, AskedParty.Found found, Map<AccountId, AccountRef> accounts) {
        terms.requireAccepted(access, found.account());
        if (found.party().pays()) {
            PayerConsent.requireMay(access, proposal, found.account(), accounts);
        }
    }

    private static Amount amount(Proposal proposal, AcceptanceBody body, int scale) {
        FieldErrors errors = new FieldErrors();
        Optional<Amount> asked = errors.readIfPresent("amount", body.amount(), text -> Amount.parse(text, scale));
        if (asked.isPresent() && !proposal.isDivisible() && !asked.get().equals(proposal.amount())) {
            errors.add("amount", "malformed", "is all or nothing where several must consent");
        }
        if (body.byInstalments()) {
            requireSchedule(proposal, asked, errors);
        }
        errors.throwIfAny();
        Amount amount = asked.orElse(proposal.left());
        if (!amount.isPositive()) {
            throw Problem.ofField(
                            ProblemType.AMOUNT_NOT_POSITIVE, "amount", "amount-not-positive", "must be more than zero")
                    .asException();
        }
        if (amount.isMoreThan(proposal.left())) {
            String left = proposal.left().format(scale);
            throw Problem.of(
                            ProblemType.STATE_CONFLICT,
                            left + " of the proposal is left; " + amount.format(scale) + " was to be accepted.")
                    .with("left", left)
                    .asException();
        }
        return amount;
    }

    private static void requireSchedule(Proposal proposal, Optional<Amount> asked, FieldErrors errors) {
        if (proposal.instalments().isEmpty()) {
            errors.add("instalments", "malformed", "are not what was proposed; accept it at once");
        } else if (asked.isPresent()) {
            errors.add("amount", "malformed", "stands beside instalments, which are of the whole");
        } else if (proposal.state() != ProposalState.OPEN) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "A part of it was accepted at once already, and so what is left is not paid by instalments.");
        }
    }
}
