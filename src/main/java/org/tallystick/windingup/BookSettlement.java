package org.tallystick.windingup;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.account.MemberBalances.Standing;
import org.tallystick.job.RunningJob;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.SettlementRule;
import org.tallystick.ledger.SettlementRule.Part;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.platform.Sql;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.KeyClaim.Fingerprint;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.RefusalProblems;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;

/**
 * Books what brings accounts to zero when a community is wound up: those of one account together or not at all, under a key of
 * the community's own for each account, so that two jobs at once settle it once.
 */
@ApplicationScoped
class BookSettlement {
    /** Two have decided it, and nothing else moves: no right that changes meanwhile takes it back. */
    private static final long ALWAYS_AUTHORISED = Long.MAX_VALUE;

    private static final String DESCRIPTION = "The community is wound up";

    private final Sql sql;
    private final Directory directory;
    private final Posting posting;
    private final FundShares shares;
    private final Clock clock;

    BookSettlement(Sql sql, Directory directory, Posting posting, FundShares shares, Clock clock) {
        this.sql = sql;
        this.directory = directory;
        this.posting = posting;
        this.shares = shares;
        this.clock = clock;
    }

    /** What is refused is noted. */
    void book(RunningJob job, Access by, SettlementRule rule, List<Standing> unsettled) {
        if (unsettled.isEmpty()) {
            return;
        }
        Map<AccountId, Amount> shared = shared(by, rule, unsettled);
        Map<CurrencyCode, Amount> funds = new HashMap<>();
        List<TradeUnit> units = new ArrayList<>();
        for (Standing standing : unsettled) {
            CurrencyCode currency = standing.account().currency().code();
            Amount fund = funds.computeIfAbsent(
                    currency, code -> balance(own(by.community().id(), SettlementRule.FUND, code)));
            List<Part> parts = rule.parts(
                    standing.balance(),
                    rule == SettlementRule.PROPORTIONAL
                            ? within(shared.getOrDefault(standing.account().id(), Amount.ZERO), fund)
                            : fund);
            for (Part part : parts) {
                if (part.with() == SettlementRule.FUND) {
                    funds.put(currency, fund.plus(part.balance()));
                }
            }
            units.add(unit(by, standing.account(), parts));
        }
        List<CompletableFuture<Outcome>> answers = posting.submitAll(units);
        for (int i = 0; i < answers.size(); i++) {
            note(job, unsettled.get(i).account(), outcome(answers.get(i)));
        }
    }

    private Map<AccountId, Amount> shared(Access by, SettlementRule rule, List<Standing> unsettled) {
        return rule == SettlementRule.PROPORTIONAL
                ? shares.of(
                        by.community().id(),
                        unsettled.stream()
                                .map(standing -> standing.account().id())
                                .toList())
                : Map.of();
    }

    /** What the fund has or owes for a share, and no more than it has or owes. */
    private static Amount within(Amount share, Amount fund) {
        Amount wanted = share.negated();
        if (fund.isPositive()) {
            return fund.isLessThan(wanted) ? fund : wanted;
        }
        return fund.isMoreThan(wanted) ? fund : wanted;
    }

    private static Outcome outcome(CompletableFuture<Outcome> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : e;
        }
    }

    private static void note(RunningJob job, AccountRef account, Outcome outcome) {
        if (outcome instanceof Outcome.Booked) {
            return;
        }
        if (!(outcome instanceof Outcome.Refused refused)) {
            throw new IllegalStateException("the settlement of " + account.address() + " ended with " + outcome);
        }
        Refusal refusal = refused.refusals().stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        String why = String.valueOf(new RefusalProblems(account.currency().scale(), any -> true)
                .of(refusal)
                .detail());
        job.errors().add("", 0, account.address(), refusal.code(), why);
    }

    private AccountRef own(CommunityId community, SettlementRule whose, CurrencyCode currency) {
        return directory
                .find(community, AccountAddress.parse(whose.text() + "." + currency))
                .orElseThrow();
    }

    private Amount balance(AccountRef account) {
        return sql.one(
                        "SELECT balance FROM account WHERE community_id = ? AND account_id = ?",
                        row -> Amount.ofMinorUnits(row.getLong(1)),
                        account.community().value(),
                        account.id().value())
                .orElseThrow();
    }

    private TradeUnit unit(Access by, AccountRef account, List<Part> parts) {
        CommunityId community = by.community().id();
        String id = account.id().value().toString();
        KeyClaim key = new KeyClaim(community.value(), "winding-up-" + id, Fingerprint.of(List.of("winding-up", id)));
        return new TradeUnit(
                community,
                ALWAYS_AUTHORISED,
                Optional.of(key),
                parts.stream().map(part -> order(by, account, part)).toList());
    }

    private TradeOrder order(Access by, AccountRef account, Part part) {
        AccountRef other =
                own(by.community().id(), part.with(), account.currency().code());
        boolean owed = part.balance().isNegative();
        AccountRef payer = owed ? other : account;
        AccountRef payee = owed ? account : other;
        TradeDraft draft = TradeDraft.of(
                        Party.of(payer.address(), payer.id()),
                        Party.of(payee.address(), payee.id()),
                        owed ? part.balance().negated() : part.balance(),
                        LocalDate.ofInstant(clock.instant(), by.community().zone()))
                .windingUp();
        return new TradeOrder(
                draft,
                account.currency().code(),
                DESCRIPTION,
                by.caller().id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                true);
    }
}
