package org.tallystick.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.tallystick.acceptancerule.AcceptanceRule;
import org.tallystick.acceptancerule.AcceptanceRules;
import org.tallystick.acceptancerule.RuleMonth;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.posting.AwaitedPosting;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.KeyClaim.Fingerprint;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.security.MemberId;
import org.tallystick.security.StandingRights;

/**
 * Accepts a request that has just been made where a rule of the payer says so, in the name of whoever made the rule. Whatever stands in its
 * way, the request is made, and open.
 */
@ApplicationScoped
class AcceptByRule {
    private static final Logger LOG = Logger.getLogger(AcceptByRule.class);
    private static final int MOST_ATTEMPTS = 3;
    static final String KEY = "acceptance-rule-";

    private static final String LATE = "The books have much to do.";

    private final AcceptanceRules rules;
    private final AcceptanceUnits units;
    private final Proposals proposals;
    private final StandingConsents standing;
    private final StandingRights rights;
    private final FourEyesByProposal fourEyes;
    private final Posting posting;
    private final AccessControl control;
    private final Clock clock;

    AcceptByRule(
            AcceptanceRules rules,
            AcceptanceUnits units,
            Proposals proposals,
            StandingConsents standing,
            StandingRights rights,
            FourEyesByProposal fourEyes,
            Posting posting,
            AccessControl control,
            Clock clock) {
        this.rules = rules;
        this.units = units;
        this.proposals = proposals;
        this.standing = standing;
        this.rights = rights;
        this.fourEyes = fourEyes;
        this.posting = posting;
        this.control = control;
        this.clock = clock;
    }

    /** @return the proposal as it stands then */
    Proposal tried(Access access, Proposal proposal) {
        if (!mayBe(proposal)) {
            return proposal;
        }
        try {
            Access present = access;
            for (int i = 0; i < MOST_ATTEMPTS && isStale(present, proposal); i++) {
                present = control.reload(present);
            }
        } catch (ProblemException e) {
            // The rule allows no more, its maker may not spend any more, or the books are busy.
            LOG.debugf("proposal %s stays open: %s", proposal.id(), e.problem().detail());
        }
        return proposals.find(proposal.community(), proposal.id()).orElse(proposal);
    }

    /** What a rule never accepts is a schedule, what several or a mediator proposed, and what is open by a link. */
    private static boolean mayBe(Proposal proposal) {
        return proposal.kind() == ProposalKind.REQUEST
                && proposal.state() == ProposalState.OPEN
                && proposal.isDivisible()
                && proposal.instalments().isEmpty()
                && proposal.origin().link().isEmpty();
    }

    /** @return whether rights have changed, and it is to be tried anew */
    private boolean isStale(Access access, Proposal proposal) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), access.community().zone());
        ProposalParty payer = proposal.on(Side.PAYER).get(0);
        AccountId payee = proposal.on(Side.PAYEE).get(0).account().orElseThrow();
        Optional<AcceptanceRule> rule =
                rules.fitting(proposal.community(), payer.account().orElseThrow(), payee, proposal.amount(), today);
        if (rule.isEmpty()) {
            return false;
        }
        Optional<Acceptance> acceptance = acceptance(proposal, payer, rule.get(), today);
        if (acceptance.isEmpty()) {
            return false;
        }
        fourEyes.requireNotNeeded(acceptance.get());
        TradeUnit unit = unit(access, acceptance.get(), new RuleMonth(rule.get(), today));
        return AwaitedPosting.post(posting, unit, LATE) instanceof Outcome.AccessStale;
    }

    /** Empty where the rule's maker may not spend for the payer as its own any more, or terms are to be accepted first. */
    private Optional<Acceptance> acceptance(
            Proposal proposal, ProposalParty payer, AcceptanceRule rule, LocalDate today) {
        Map<AccountId, AccountRef> accounts = proposals.accounts(proposal);
        AccountRef account = Optional.ofNullable(accounts.get(rule.payer())).orElseThrow();
        Instant now = clock.instant();
        Consent consent = new Consent(rule.madeBy(), now, false);
        MemberId member = account.member().orElseThrow();
        if (!standing.isOwn(proposal, member, consent) || rights.lacksTerms(proposal.community(), member, today)) {
            return Optional.empty();
        }
        return Optional.of(new Acceptance(
                proposal, payer.consenting(account.id(), consent), account, accounts, proposal.amount(), false, true));
    }

    /** The acceptance's own unit, and in its transaction the rule's month. */
    private TradeUnit unit(Access access, Acceptance acceptance, RuleMonth month) {
        AcceptanceUnits.Accepter maker =
                new AcceptanceUnits.Accepter(access, month.rule().madeBy(), Optional.empty(), false);
        String key = KEY + month.rule().id();
        Proposal proposal = acceptance.proposal();
        KeyClaim claim = new KeyClaim(
                proposal.id(), key, Fingerprint.of(List.of(key, proposal.id().toString())));
        TradeUnit plain = units.unit(maker, acceptance, Optional.of(claim));
        return new TradeUnit(
                plain.community(),
                plain.accessVersion(),
                plain.key(),
                plain.orders(),
                Optional.of(connection -> {
                    plain.condition().orElseThrow().in(connection);
                    month.require(connection, acceptance.amount());
                }),
                Optional.of((connection, trades) -> {
                    plain.consequence().orElseThrow().in(connection, trades);
                    month.book(connection, acceptance.amount());
                }));
    }
}
