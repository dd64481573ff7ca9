package org.tallystick.credit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.ledger.Amount;

/**
 * How a policy finds the credit limit of a member, or its balance cap: a pure function of the facts. Every value is within 0 and
 * {@link Amount#LARGEST}.
 */
sealed interface LimitRule {
    /** @throws org.tallystick.ledger.AmountOverflowException if what was traded does not add up within a {@code long} */
    Finding of(MemberFacts facts);

    /** How many days of trades it reads; empty: none. */
    OptionalInt days();

    /** The same amount for everybody. */
    record Fixed(Amount amount) implements LimitRule {
        public Fixed {
            requireLimit(amount);
        }

        @Override
        public Finding of(MemberFacts facts) {
            return new Finding.Fixed(amount);
        }

        @Override
        public OptionalInt days() {
            return OptionalInt.empty();
        }
    }

    /** What a member is: of a kind, or in a group. */
    enum Trait {
        KIND,
        GROUP
    }

    /** @param name of the kind, or the code of the group */
    record Case(Trait trait, String name, Amount amount) {
        public Case {
            requireLimit(amount);
        }

        private boolean matches(MemberFacts facts) {
            return switch (trait) {
                case KIND -> facts.kind().equals(name);
                case GROUP -> facts.groups().contains(name);
            };
        }
    }

    /** By the first case that matches, in the order written. */
    record ByKindOrGroup(List<Case> cases, Amount otherwise) implements LimitRule {
        public ByKindOrGroup {
            cases = List.copyOf(cases);
            requireLimit(otherwise);
        }

        @Override
        public Finding of(MemberFacts facts) {
            Optional<Case> match =
                    cases.stream().filter(one -> one.matches(facts)).findFirst();
            return new Finding.Matched(match.map(Case::amount).orElse(otherwise), match);
        }

        @Override
        public OptionalInt days() {
            return OptionalInt.empty();
        }
    }

    /**
     * A share of what the member received from enough others: of each no more than the cap, and nothing of what it paid them
     * itself. The floor holds where it is less, or the partners are too few.
     *
     * @param share 0 to 1
     * @param period the days before the day for which it is found
     */
    record Earned(BigDecimal share, int period, int leastPartners, Amount perPartner, Amount floor, Amount ceiling)
            implements LimitRule {
        public Earned {
            if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0 || period < 1 || leastPartners < 1) {
                throw new IllegalArgumentException("no rule of earned limits");
            }
            requireLimit(perPartner);
            requireLimit(floor);
            requireLimit(ceiling);
            if (floor.isMoreThan(ceiling)) {
                throw new IllegalArgumentException("the floor lies above the ceiling");
            }
        }

        @Override
        public Finding of(MemberFacts facts) {
            int partners = 0;
            Amount received = Amount.ZERO;
            Amount counted = Amount.ZERO;
            for (Partner partner : facts.partners()) {
                Amount part = partner.part();
                if (part.isPositive()) {
                    partners++;
                    received = received.plus(part);
                    counted = counted.plus(least(part, perPartner));
                }
            }
            Amount earned = partners < leastPartners ? Amount.ZERO : shareOf(counted);
            Amount value = earned.isLessThan(floor) ? floor : least(earned, ceiling);
            return new Finding.Earned(value, this, partners, received, counted, earned);
        }

        private Amount shareOf(Amount amount) {
            return Amount.ofMinorUnits(share.multiply(BigDecimal.valueOf(amount.minorUnits()))
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact());
        }

        @Override
        public OptionalInt days() {
            return OptionalInt.of(period);
        }
    }

    /** @param turnover what the member must have received and paid, together */
    record Step(int months, Amount turnover, Amount amount) {
        public Step {
            if (months < 0 || turnover.isNegative()) {
                throw new IllegalArgumentException("no step of a ladder");
            }
            requireLimit(amount);
        }
    }

    /**
     * The last step whose two conditions are met. Turnover counts what two pass to and fro; of each partner no more than the cap
     * counts.
     *
     * @param steps in rising order
     * @param otherwise beneath the first step
     */
    record Ladder(List<Step> steps, Amount otherwise, int period, Amount perPartner) implements LimitRule {
        public Ladder {
            steps = List.copyOf(steps);
            requireLimit(otherwise);
            requireLimit(perPartner);
            if (period < 1) {
                throw new IllegalArgumentException("no rule of a ladder");
            }
        }

        @Override
        public Finding of(MemberFacts facts) {
            Amount turnover = Amount.ZERO;
            for (Partner partner : facts.partners()) {
                turnover = turnover.plus(least(partner.turnover(), perPartner));
            }
            long months = facts.months();
            for (int i = steps.size(); i > 0; i--) {
                Step step = steps.get(i - 1);
                if (months >= step.months() && !turnover.isLessThan(step.turnover())) {
                    return new Finding.Climbed(step.amount(), this, i, months, turnover);
                }
            }
            return new Finding.Climbed(otherwise, this, 0, months, turnover);
        }

        @Override
        public OptionalInt days() {
            return OptionalInt.of(period);
        }
    }

    private static void requireLimit(Amount amount) {
        if (amount.isNegative() || amount.isMoreThan(Amount.LARGEST)) {
            throw new IllegalArgumentException("a limit is 0 to " + Amount.LARGEST + ", not " + amount);
        }
    }

    private static Amount least(Amount one, Amount other) {
        return one.isLessThan(other) ? one : other;
    }
}
