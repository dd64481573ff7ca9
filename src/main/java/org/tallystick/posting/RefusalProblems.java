package org.tallystick.posting;

import java.util.Locale;
import java.util.function.Predicate;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Refusal;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;

/** Tells a person why the ledger refused, with the numbers of those accounts that this person may see. */
public final class RefusalProblems {
    private final int scale;
    private final Predicate<AccountId> maySee;

    /**
     * @param scale of the currency in question
     * @param maySee whose available amount and headroom may be told
     */
    public RefusalProblems(int scale, Predicate<AccountId> maySee) {
        this.scale = scale;
        this.maySee = maySee;
    }

    public Problem of(Refusal refusal) {
        ProblemType type = ProblemType.ofCode(refusal.code());
        Problem problem = Problem.of(type, sentence(refusal));
        if (refusal instanceof Refusal.AmountNotPositive) {
            return Problem.ofField(type, "amount", refusal.code(), "must be more than zero");
        }
        if (refusal instanceof Refusal.SpendingLimitExceeded limit && maySee.test(limit.account())) {
            return problem.with("per", limit.per().name().toLowerCase(Locale.ROOT))
                    .with("available", format(limit.available()))
                    .with("asked", format(limit.asked()));
        }
        if (refusal instanceof Refusal.CreditLimitExceeded limit && maySee.test(limit.account())) {
            return problem.with("available", format(limit.available())).with("asked", format(limit.asked()));
        }
        if (refusal instanceof Refusal.BalanceCapExceeded cap && maySee.test(cap.account())) {
            return problem.with("headroom", format(cap.headroom())).with("asked", format(cap.asked()));
        }
        if (refusal instanceof Refusal.AlreadyReversed reversed) {
            return problem.with("reversible", format(reversed.reversible()));
        }
        if (refusal instanceof Refusal.ValueDateOutOfBounds date) {
            return problem.with("earliest", date.earliest().toString())
                    .with("latest", date.latest().toString());
        }
        return problem;
    }

    private String sentence(Refusal refusal) {
        if (refusal instanceof Refusal.CommunityClosed) {
            return "The community is being wound up, and takes no more trades.";
        }
        if (refusal instanceof Refusal.AmountNotPositive amount) {
            return "The amount is " + format(amount.asked()) + "; it must be more than zero.";
        }
        if (refusal instanceof Refusal.UnknownAccount unknown) {
            return "There is no account " + unknown.address() + ".";
        }
        if (refusal instanceof Refusal.SameAccount same) {
            return "Payer and payee are both " + same.address() + ".";
        }
        if (refusal instanceof Refusal.AccountClosed closed) {
            return "The account " + closed.address() + " is closed and accepts nothing.";
        }
        if (refusal instanceof Refusal.AccountFrozen frozen) {
            return "The account " + frozen.address() + " is frozen.";
        }
        if (refusal instanceof Refusal.AccountLeaving leaving) {
            return "The account " + leaving.address() + " is leaving; it trades only toward zero.";
        }
        if (refusal instanceof Refusal.ValueDateOutOfBounds date) {
            return "The value date " + date.asked() + " is not between " + date.earliest() + " and " + date.latest()
                    + ".";
        }
        if (refusal instanceof Refusal.BookingTimeFalls falls) {
            return "The account " + falls.address() + " has an entry of " + falls.last() + "; one of " + falls.asked()
                    + " can no longer be booked before it.";
        }
        if (refusal instanceof Refusal.ReversalNotReversible) {
            return "This trade is itself a reversal; record a new trade instead.";
        }
        if (refusal instanceof Refusal.AlreadyReversed reversed) {
            return reversed.asked()
                    .map(asked -> format(reversed.reversible()) + " of the trade is left to reverse; " + format(asked)
                            + " was asked for.")
                    .orElse("The trade is reversed in full already.");
        }
        if (refusal instanceof Refusal.AmountOverflow overflow) {
            return "The balance of " + overflow.address() + " would become larger than can be booked.";
        }
        if (refusal instanceof Refusal.SpendingLimitExceeded limit) {
            return sentence(limit);
        }
        if (refusal instanceof Refusal.CreditLimitExceeded limit) {
            return maySee.test(limit.account())
                    ? limit.address() + " has " + format(limit.available()) + " available; " + format(limit.asked())
                            + " was asked for."
                    : "The credit limit of " + limit.address() + " does not allow this.";
        }
        Refusal.BalanceCapExceeded cap = (Refusal.BalanceCapExceeded) refusal;
        return maySee.test(cap.account())
                ? cap.address() + " can receive " + format(cap.headroom()) + " more; " + format(cap.asked())
                        + " was asked for."
                : "The balance cap of " + cap.address() + " does not allow this.";
    }

    private String sentence(Refusal.SpendingLimitExceeded limit) {
        if (!maySee.test(limit.account())) {
            return "The spending limit for " + limit.address() + " does not allow this.";
        }
        String most = switch (limit.per()) {
            case TRADE -> "A trade may take at most " + format(limit.available()) + " from " + limit.address();
            case DAY -> format(limit.available()) + " more may be spent from " + limit.address() + " today";
        };
        return most + "; " + format(limit.asked()) + " was asked for.";
    }

    private String format(Amount amount) {
        return amount.format(scale);
    }
}
