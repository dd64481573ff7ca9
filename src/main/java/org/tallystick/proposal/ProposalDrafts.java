package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.trade.PayerRights;

/** Makes a proposal of a request, if the caller may propose it, and it could come to something. */
@ApplicationScoped
class ProposalDrafts {
    private final Directory directory;
    private final ProposalViews views;
    private final Sql sql;
    private final Clock clock;

    ProposalDrafts(Directory directory, ProposalViews views, Sql sql, Clock clock) {
        this.directory = directory;
        this.views = views;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A proposal that nobody has written down yet.
     *
     * @param accounts of its parties, by their place; those that are known
     */
    record Draft(Proposal proposal, Map<AccountId, AccountRef> accounts) {
        Optional<AccountRef> account(ProposalParty party) {
            return party.account().map(id -> accounts.get(id));
        }
    }

    /**
     * @throws ProblemException {@code forbidden}, {@code terms-not-accepted}, {@code malformed}, {@code unknown-account},
     *     {@code same-account}, {@code account-closed}
     */
    Draft draft(Access access, ParsedProposal parsed, String key, String fingerprint) {
        ProposalBounds.requireNamed(parsed);
        Map<AccountAddress, AccountRef> found = directory.findAll(
                access.community().id(),
                parsed.parties().stream()
                        .flatMap(party -> party.address().stream())
                        .toList());
        Optional<Integer> proposer = proposer(access, parsed, found);
        List<ProposalParty> parties = parties(access, parsed, found, proposer);
        Map<AccountId, AccountRef> accounts = directory.allById(
                access.community().id(),
                found.values().stream().map(AccountRef::id).toList());
        UUID id = Ids.next();
        Instant now = clock.instant();
        boolean byOffice = proposer.map(number -> byOffice(access, parties.get(number), accounts))
                .orElse(true);
        Origin origin = new Origin(
                access.caller().id(),
                byOffice,
                proposer,
                now,
                parsed.isOpen() ? Optional.of(views.newLink(id)) : Optional.empty(),
                key,
                fingerprint);
        Proposal proposal = new Proposal(
                access.community().id(),
                id,
                parsed.kind(),
                parsed.currency().code(),
                parsed.amount(),
                parsed.wording(),
                parties,
                origin,
                ProposalBounds.expiry(access, parsed, now),
                ProposalState.OPEN,
                1,
                Amount.ZERO,
                Optional.empty(),
                List.of(),
                parsed.schedule());
        Draft draft = new Draft(proposal, accounts);
        requireNoneClosed(draft);
        requireMayPropose(access, draft);
        return draft;
    }

    /** The party for whom the caller proposes; empty for a mediator, who proposes between others. */
    private static Optional<Integer> proposer(
            Access access, ParsedProposal parsed, Map<AccountAddress, AccountRef> found) {
        for (int i = 0; i < parsed.parties().size(); i++) {
            ParsedProposal.Named party = parsed.parties().get(i);
            Optional<AccountRef> account = party.address().map(found::get);
            boolean acts = account.isPresent()
                    && (account.get().member().isEmpty()
                            ? ProposalRights.mayActFor(access, account.get())
                            : ProposalRights.isOwn(access, account.get()));
            if (party.side() == parsed.kind().side() && acts) {
                return Optional.of(i);
            }
        }
        boolean mediates = access.caller().isUser() && access.everywhere(Permission.RECORD_TRADES);
        boolean plain = parsed.schedule().isEmpty() && !parsed.hold();
        if (!mediates || parsed.isOpen() || !plain) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You may not make this " + parsed.kind().text() + " for the "
                            + parsed.kind().side().text() + ".");
        }
        return Optional.empty();
    }

    private List<ProposalParty> parties(
            Access access, ParsedProposal parsed, Map<AccountAddress, AccountRef> found, Optional<Integer> proposer) {
        List<ProposalParty> parties = new ArrayList<>();
        Set<AccountId> seen = new HashSet<>();
        for (ParsedProposal.Named party : parsed.parties()) {
            int number = parties.size();
            Optional<AccountRef> account = party.address().map(address -> required(address, found));
            if (account.isPresent() && !seen.add(account.get().id())) {
                throw ProblemException.of(
                        ProblemType.SAME_ACCOUNT, "The account " + account.get().address() + " is there twice.");
            }
            Optional<Consent> consent = proposer.filter(own -> own == number)
                    .map(own -> new Consent(
                            access.caller().id(),
                            clock.instant(),
                            ProposalRights.byOffice(access, account.orElseThrow())));
            parties.add(new ProposalParty(
                    number, party.side(), account.map(AccountRef::id), party.share(), consent, Optional.empty()));
        }
        return parties;
    }

    private static AccountRef required(AccountAddress address, Map<AccountAddress, AccountRef> found) {
        AccountRef account = found.get(address);
        if (account == null) {
            throw ProblemException.of(ProblemType.UNKNOWN_ACCOUNT, "There is no account " + address + ".");
        }
        return account;
    }

    private static boolean byOffice(Access access, ProposalParty party, Map<AccountId, AccountRef> accounts) {
        return party.account()
                .map(id -> accounts.get(id))
                .filter(account -> ProposalRights.byOffice(access, account))
                .isPresent();
    }

    private void requireNoneClosed(Draft draft) {
        String[] ids = draft.accounts().keySet().stream()
                .map(id -> id.value().toString())
                .toArray(String[]::new);
        List<UUID> closed = sql.list(
                "SELECT account_id FROM account WHERE community_id = ? AND account_id = ANY (?::uuid[]) AND status = 'closed'",
                row -> row.getObject(1, UUID.class),
                draft.proposal().community().value(),
                ids);
        if (!closed.isEmpty()) {
            AccountRef account = draft.accounts().get(new AccountId(closed.get(0)));
            String address = account == null ? "" : account.address() + " ";
            throw ProblemException.of(
                    ProblemType.ACCOUNT_CLOSED, "The account " + address + "is closed and accepts nothing.");
        }
    }

    private void requireMayPropose(Access access, Draft draft) {
        Proposal proposal = draft.proposal();
        Optional<ProposalParty> party = proposal.proposer();
        if (party.isPresent()) {
            AccountRef account = draft.account(party.get()).orElseThrow();
            PayerRights.requireTermsAccepted(
                    access,
                    Optional.of(account),
                    LocalDate.ofInstant(clock.instant(), access.community().zone()));
            if (party.get().pays()) {
                PayerConsent.requireMay(access, proposal, account, draft.accounts());
            }
        }
    }
}
