package org.tallystick.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tallystick.ledger.Refusal.AccountClosed;
import org.tallystick.ledger.Refusal.AccountFrozen;
import org.tallystick.ledger.Refusal.AccountLeaving;
import org.tallystick.ledger.Refusal.AlreadyReversed;
import org.tallystick.ledger.Refusal.AmountNotPositive;
import org.tallystick.ledger.Refusal.AmountOverflow;
import org.tallystick.ledger.Refusal.BalanceCapExceeded;
import org.tallystick.ledger.Refusal.BookingTimeFalls;
import org.tallystick.ledger.Refusal.CommunityClosed;
import org.tallystick.ledger.Refusal.CreditLimitExceeded;
import org.tallystick.ledger.Refusal.ReversalNotReversible;
import org.tallystick.ledger.Refusal.SameAccount;
import org.tallystick.ledger.Refusal.SpendingLimitExceeded;
import org.tallystick.ledger.Refusal.UnknownAccount;
import org.tallystick.ledger.Refusal.ValueDateOutOfBounds;

/** The rules by which a draft is refused: one a line, in the order of precedence that clients rely on. */
final class RefusalRules {

    /** A rule: the refusal that it finds in a situation, or nothing. */
    private interface Rule extends Function<Situation, Optional<? extends Refusal>> {}

    private static final List<Rule> IN_ORDER = List.of(
            RefusalRules::communityIsOpen,
            RefusalRules::amountIsPositive,
            RefusalRules::accountsExist,
            RefusalRules::accountsDiffer,
            RefusalRules::accountsAreOpen,
            RefusalRules::accountsAreNotFrozen,
            RefusalRules::leavingAccountsMoveTowardZero,
            RefusalRules::valueDateIsInBounds,
            RefusalRules::bookingTimesDoNotFall,
            RefusalRules::reversalsAreNotReversed,
            RefusalRules::enoughIsLeftToReverse,
            RefusalRules::balancesStayInRange,
            RefusalRules::spendingLimitIsKept,
            RefusalRules::creditLimitIsKept,
            RefusalRules::balanceCapIsKept);

    private RefusalRules() {}

    static Optional<Refusal> firstRefusal(Situation situation) {
        for (Rule rule : IN_ORDER) {
            Optional<? extends Refusal> refusal = rule.apply(situation);
            if (refusal.isPresent()) {
                return Optional.of(refusal.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> communityIsOpen(Situation situation) {
        return when(!situation.rules().open() && !situation.windsUp(), new CommunityClosed());
    }

    private static Optional<? extends Refusal> amountIsPositive(Situation situation) {
        Draft draft = situation.draft();
        if (draft instanceof TradeDraft trade) {
            return Stream.of(trade.payers(), trade.payees())
                    .flatMap(List::stream)
                    .map(Share::amount)
                    .filter(amount -> !amount.isPositive())
                    .findFirst()
                    .map(AmountNotPositive::new);
        }
        boolean ofTheRest =
                draft instanceof ReversalDraft reversal && reversal.amount().isEmpty();
        return when(!ofTheRest && !situation.amount().isPositive(), new AmountNotPositive(situation.amount()));
    }

    private static Optional<? extends Refusal> accountsExist(Situation situation) {
        return situation.draft().parties().stream()
                .filter(party -> situation.account(party).isEmpty())
                .findFirst()
                .map(party -> new UnknownAccount(party.address()));
    }

    private static Optional<? extends Refusal> accountsDiffer(Situation situation) {
        return situation.namedTwice().map(party -> new SameAccount(party.address()));
    }

    private static Optional<? extends Refusal> accountsAreOpen(Situation situation) {
        return firstStep(situation, step -> step.before().status() == AccountStatus.CLOSED)
                .map(step -> new AccountClosed(step.party().address()));
    }

    private static Optional<? extends Refusal> accountsAreNotFrozen(Situation situation) {
        boolean mayReceive = situation.rules().frozenMayReceive();
        return firstStep(
                        situation,
                        step -> step.before().status() == AccountStatus.FROZEN && (step.pays() || !mayReceive))
                .map(step -> new AccountFrozen(step.party().address()));
    }

    private static Optional<? extends Refusal> leavingAccountsMoveTowardZero(Situation situation) {
        return firstStep(situation, step -> step.before().status() == AccountStatus.LEAVING && !step.movesTowardZero())
                .map(step -> new AccountLeaving(step.party().address()));
    }

    private static Optional<? extends Refusal> valueDateIsInBounds(Situation situation) {
        Rules rules = situation.rules();
        return situation
                .boundValueDate()
                .filter(date -> !rules.allowsValueDate(date))
                .map(date -> new ValueDateOutOfBounds(date, rules.earliestValueDate(), rules.today()));
    }

    private static Optional<? extends Refusal> bookingTimesDoNotFall(Situation situation) {
        return firstStep(situation, step -> step.before().wasBookedAfter(situation.bookedAt()))
                .map(step -> new BookingTimeFalls(
                        step.party().address(),
                        situation.bookedAt(),
                        step.before().lastBookedAt()));
    }

    private static Optional<? extends Refusal> reversalsAreNotReversed(Situation situation) {
        return situation
                .original()
                .filter(ReversalDraft.Original::isReversal)
                .map(original -> new ReversalNotReversible(original.id()));
    }

    private static Optional<? extends Refusal> enoughIsLeftToReverse(Situation situation) {
        return situation
                .reversible()
                .filter(left -> !left.isPositive() || situation.amount().isMoreThan(left))
                .map(left -> new AlreadyReversed(
                        ((ReversalDraft) situation.draft()).original().id(),
                        left,
                        ((ReversalDraft) situation.draft()).amount()));
    }

    private static Optional<? extends Refusal> balancesStayInRange(Situation situation) {
        return firstStep(situation, Step::overflows)
                .map(step -> new AmountOverflow(step.party().address()));
    }

    /** Binds the acceptance of a hold and an override too: both are about the account, this is about who spends from it. */
    private static Optional<? extends Refusal> spendingLimitIsKept(Situation situation) {
        Optional<SpendingLimit> given = situation.draft().spendingLimit();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        SpendingLimit limit = given.get();
        Optional<SpendingLimitExceeded> ofTheTrade = limit.perTrade()
                .flatMap(most -> firstStep(situation, step -> step.takesMoreThan(most))
                        .map(step -> spendingRefusal(step, SpendingLimit.Per.TRADE, most)));
        return ofTheTrade.isPresent()
                ? ofTheTrade
                : situation
                        .leftOfTheDay()
                        .flatMap(left -> firstStep(situation, step -> step.takesMoreThan(left))
                                .map(step -> spendingRefusal(step, SpendingLimit.Per.DAY, left)));
    }

    private static SpendingLimitExceeded spendingRefusal(Step step, SpendingLimit.Per per, Amount available) {
        return new SpendingLimitExceeded(step.party().address(), step.before().id(), per, available, step.out());
    }

    private static Optional<? extends Refusal> creditLimitIsKept(Situation situation) {
        return firstStep(situation, step -> !situation.overridesLimits() && step.passesCreditLimit())
                .map(step -> new CreditLimitExceeded(
                        step.party().address(),
                        step.before().id(),
                        step.before().available().orElseThrow(),
                        step.change().negated()));
    }

    private static Optional<? extends Refusal> balanceCapIsKept(Situation situation) {
        return firstStep(situation, step -> !situation.overridesLimits() && step.passesBalanceCap())
                .map(step -> new BalanceCapExceeded(
                        step.party().address(),
                        step.before().id(),
                        step.before().headroom().orElseThrow(),
                        step.change()));
    }

    private static Optional<Step> firstStep(Situation situation, Predicate<Step> is) {
        return situation.steps().stream().filter(is).findFirst();
    }

    private static Optional<Refusal> when(boolean refused, Refusal refusal) {
        return refused ? Optional.of(refusal) : Optional.empty();
    }
}
