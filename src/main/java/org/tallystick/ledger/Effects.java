package org.tallystick.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the lines of a draft do to the accounts: a step for each account, in the order in which the draft names them, and an entry for
 * each line.
 */
record Effects(List<Step> steps, List<Entry> entries) {
    static final Effects NONE = new Effects(List.of(), List.of());

    /** Of a draft whose parties are all accounts. */
    static Effects of(List<Line> lines, Map<AccountId, Account> accounts, Instant bookedAt) {
        List<Step> steps = new ArrayList<>(lines.size());
        List<Entry> entries = new ArrayList<>(lines.size());
        for (Line line : lines) {
            AccountId id = line.party().account().orElseThrow();
            int earlier = indexOf(id, steps);
            Step step = earlier < 0
                    ? first(line, Objects.requireNonNull(accounts.get(id)), bookedAt)
                    : next(steps.get(earlier), line, bookedAt);
            if (earlier < 0) {
                steps.add(step);
            } else {
                steps.set(earlier, step);
            }
            Account after = step.after();
            entries.add(new Entry(id, after.entryCount(), line.change(), after.balance(), line.kind()));
        }
        return new Effects(steps, entries);
    }

    private static int indexOf(AccountId id, List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).before().id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static Step first(Line line, Account before, Instant bookedAt) {
        return new Step(
                line.party(), pays(line), before, line.change(), out(line), before.withEntry(line.change(), bookedAt));
    }

    private static Step next(Step step, Line line, Instant bookedAt) {
        return new Step(
                step.party(),
                step.pays() || (pays(line) && line.kind() == LineKind.PAYMENT),
                step.before(),
                step.change().plus(line.change()),
                step.out().plus(out(line)),
                step.after().withEntry(line.change(), bookedAt));
    }

    /** A line of nothing is refused, or a payer's: its side does not matter. */
    private static boolean pays(Line line) {
        return !line.change().isPositive();
    }

    private static Amount out(Line line) {
        return line.change().isNegative() ? line.change().negated() : Amount.ZERO;
    }

    /** The same, with so much of a hold given back on both sides. */
    Effects giving(Optional<TradeDraft.Acceptance> acceptance) {
        if (acceptance.isEmpty()) {
            return this;
        }
        Hold hold = acceptance.get().hold();
        Step payer = steps.get(indexOf(hold.payer(), steps));
        Amount given = acceptance.get().given(payer.out()).negated();
        return new Effects(
                steps.stream()
                        .map(step -> step.before().id().equals(hold.payer())
                                ? holding(step, given, Amount.ZERO)
                                : step.before().id().equals(hold.payee()) ? holding(step, Amount.ZERO, given) : step)
                        .toList(),
                entries);
    }

    private static Step holding(Step step, Amount out, Amount in) {
        return new Step(
                step.party(),
                step.pays(),
                step.before(),
                step.change(),
                step.out(),
                step.after().withHolds(out, in));
    }

    /** What a hold does. */
    static Effects ofHold(HoldDraft draft, Account payer, Account payee, Amount amount) {
        return ofTwo(
                draft,
                payer,
                payee,
                amount,
                payer.withHolds(amount, Amount.ZERO),
                payee.withHolds(Amount.ZERO, amount));
    }

    /** What a draft of which it is known that it is refused would do between its first parties. */
    static Effects ofRefused(Draft draft, Account payer, Account payee, Amount amount, Instant bookedAt) {
        return ofTwo(
                draft,
                payer,
                payee,
                amount,
                payer.withEntry(amount.negated(), bookedAt),
                payee.withEntry(amount, bookedAt));
    }

    private static Effects ofTwo(
            Draft draft, Account payer, Account payee, Amount amount, Account payerAfter, Account payeeAfter) {
        return new Effects(
                List.of(
                        new Step(draft.payer(), true, payer, amount.negated(), amount, payerAfter),
                        new Step(draft.payee(), false, payee, amount, Amount.ZERO, payeeAfter)),
                List.of());
    }
}
