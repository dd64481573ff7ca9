package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/** Finds the party for which somebody accepts or declines. */
@ApplicationScoped
class AskedParty {
    private final Directory directory;

    AskedParty(Directory directory) {
        this.directory = directory;
    }

    /** A party and its account; of one that was open, the account that takes its place. */
    record Found(ProposalParty party, AccountRef account) {}

    /**
     * @param address as the request names it; null: the one party for which the caller may act
     * @param token of the link, where the caller has it
     * @throws ProblemException {@code malformed} where it must be named; {@code forbidden}
     */
    Found find(
            Access access,
            Proposal proposal,
            @Nullable String address,
            @Nullable String token,
            Map<AccountId, AccountRef> accounts) {
        FieldErrors errors = new FieldErrors();
        Optional<AccountAddress> named = errors.readIfPresent("account", address, AccountAddress::parse);
        errors.throwIfAny();
        List<Found> candidates = candidates(access, proposal, accounts);
        if (named.isPresent()) {
            Optional<AccountRef> account = directory.find(proposal.community(), named.get());
            return account.flatMap(one -> candidates.stream()
                            .filter(candidate -> candidate.account().id().equals(one.id()))
                            .findFirst())
                    .or(() -> account.flatMap(one -> byLink(access, proposal, token, one)))
                    .orElseThrow(() -> forbidden(proposal, token));
        }
        if (candidates.size() > 1) {
            List<Found> missing = candidates.stream()
                    .filter(candidate -> candidate.party().consent().isEmpty())
                    .toList();
            if (missing.size() == 1) {
                return missing.get(0);
            }
            throw required("is required: you may act for several of the parties");
        }
        boolean free =
                proposal.parties().stream().anyMatch(party -> party.account().isEmpty());
        if (candidates.isEmpty() && free && Proposals.opens(proposal, token)) {
            throw required("is required: whose acceptance it is");
        }
        return candidates.stream().findFirst().orElseThrow(() -> forbidden(proposal, token));
    }

    private static List<Found> candidates(Access access, Proposal proposal, Map<AccountId, AccountRef> accounts) {
        List<Found> candidates = new ArrayList<>();
        for (ProposalParty party : proposal.parties()) {
            Optional<AccountRef> account = party.account().map(accounts::get);
            boolean asked = proposal.needs(party) && !(proposal.isBetweenTwo() && proposal.isProposer(party));
            if (asked && account.isPresent() && ProposalRights.mayConsent(access, proposal, account.get())) {
                candidates.add(new Found(party, account.get()));
            }
        }
        return candidates;
    }

    /**
     * Whoever has the link takes the open place, with an account in the same currency.
     *
     * @throws ProblemException {@code same-account} for that of a party: nobody trades with themselves
     */
    private static Optional<Found> byLink(
            Access access, Proposal proposal, @Nullable String token, AccountRef account) {
        boolean fits = Proposals.opens(proposal, token)
                && account.currency().code().equals(proposal.currency())
                && account.member().isPresent()
                && ProposalRights.mayActFor(access, account);
        Optional<ProposalParty> open = proposal.parties().stream()
                .filter(party -> fits && party.account().isEmpty())
                .findFirst();
        if (open.isPresent() && proposal.accounts().contains(account.id())) {
            throw ProblemException.of(
                    ProblemType.SAME_ACCOUNT,
                    "The account " + account.address() + " is a party already, and does not take the other's place.");
        }
        return open.map(party -> new Found(party, account));
    }

    private static ProblemException required(String detail) {
        return Problem.ofField(ProblemType.MALFORMED, "account", "required", detail)
                .asException();
    }

    private static ProblemException forbidden(Proposal proposal, @Nullable String token) {
        boolean taken = Proposals.opens(proposal, token)
                && proposal.parties().stream().allMatch(party -> party.account().isPresent());
        if (taken) {
            return ProblemException.of(ProblemType.STATE_CONFLICT, "Somebody else has accepted it already.");
        }
        return ProblemException.of(
                ProblemType.FORBIDDEN, "You may not act for a party that is asked by this proposal.");
    }
}
