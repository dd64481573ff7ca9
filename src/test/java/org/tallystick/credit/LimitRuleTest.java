package org.tallystick.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.credit.LimitRule.ByKindOrGroup;
import org.tallystick.credit.LimitRule.Case;
import org.tallystick.credit.LimitRule.Earned;
import org.tallystick.credit.LimitRule.Ladder;
import org.tallystick.credit.LimitRule.Step;
import org.tallystick.credit.LimitRule.Trait;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.AmountOverflowException;

class LimitRuleTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final int ENOUGH = 3;
    /** Half of what came from three partners or more, 100.00 of each at most, within 50.00 and 300.00. */
    private static final Earned HALF =
            new Earned(new BigDecimal("0.5"), 365, ENOUGH, amount("100.00"), amount("50.00"), amount("300.00"));

    private static Amount amount(String text) {
        return Amount.parse(text, 2);
    }

    private static Partner partner(String paidByIt, String paidToIt) {
        return new Partner(amount(paidByIt), amount(paidToIt));
    }

    private static MemberFacts facts(Partner... partners) {
        return new MemberFacts("person", Set.of(), TODAY.minusYears(1), TODAY, List.of(partners));
    }

    private static Amount earned(Partner... partners) {
        return HALF.of(facts(partners)).value();
    }

    @Test
    void aFixedLimitIsTheSameForEverybody() {
        LimitRule rule = new LimitRule.Fixed(amount("80.00"));

        assertThat(rule.of(facts()).value()).isEqualTo(amount("80.00"));
        assertThat(rule.of(facts(partner("900.00", "1.00"))).value()).isEqualTo(amount("80.00"));
    }

    @Test
    void theFirstCaseThatMatchesInTheOrderWrittenCounts() {
        Case organisation = new Case(Trait.KIND, "organisation", amount("500.00"));
        Case north = new Case(Trait.GROUP, "north", amount("200.00"));
        LimitRule rule = new ByKindOrGroup(List.of(organisation, north), amount("10.00"));

        assertThat(found(rule, "organisation", "north")).isEqualTo(matched("500.00", organisation));
        assertThat(found(rule, "person", "south", "north")).isEqualTo(matched("200.00", north));
        assertThat(found(rule, "person", "south")).isEqualTo(new Finding.Matched(amount("10.00"), Optional.empty()));
        assertThat(found(new ByKindOrGroup(List.of(north, organisation), amount("10.00")), "organisation", "north"))
                .isEqualTo(matched("200.00", north));
    }

    private static Finding found(LimitRule rule, String kind, String... groups) {
        return rule.of(new MemberFacts(kind, Set.of(groups), TODAY, TODAY, List.of()));
    }

    private static Finding matched(String value, Case match) {
        return new Finding.Matched(amount(value), Optional.of(match));
    }

    @Test
    void whoeverServesManyEarnsAShareOfWhatTheyPaid() {
        Finding finding = HALF.of(facts(
                partner("60.00", "0.00"),
                partner("150.00", "0.00"),
                partner("90.01", "0.00"),
                partner("1.00", "5.00")));

        // 60.00 + 100.00 (of 150.00) + 90.01; half of it is 125.005, and the half of a cent is not given.
        assertThat(finding)
                .isEqualTo(new Finding.Earned(
                        amount("125.00"), HALF, 3, amount("300.01"), amount("250.01"), amount("125.00")));
    }

    @Test
    void whatIsEarnedLiesBetweenFloorAndCeiling() {
        Partner large = partner("1000.00", "0.00");
        Partner small = partner("1.00", "0.00");

        assertThat(earned(small, small, small)).isEqualTo(amount("50.00"));
        assertThat(earned(large, large, large, large, large, large)).isEqualTo(amount("300.00"));
        assertThat(earned(large, large, large, large, large, large, large)).isEqualTo(amount("300.00"));
    }

    @Test
    void fewerPartnersThanAskedForEarnNothingAboveTheFloor() {
        Partner good = partner("100.00", "0.00");

        assertThat(earned(good, good)).isEqualTo(amount("50.00"));
        assertThat(earned(good, good, good)).isEqualTo(amount("150.00"));
        assertThat(earned()).isEqualTo(amount("50.00"));
    }

    @Test
    void whatWentBackToAPartnerIsNoPartOfIt() {
        Partner good = partner("100.00", "0.00");

        assertThat(earned(good, good, partner("100.00", "40.00"))).isEqualTo(amount("130.00"));
        assertThat(earned(good, good, good, partner("0.00", "500.00"))).isEqualTo(amount("150.00"));
    }

    /** A thousand times 90.00 to and fro between two accounts, which otherwise live as honest members do. */
    @Test
    void twoWhoTradeInCirclesGainNothing() {
        Circle circle = new Circle();
        IntStream.range(0, 1_000).forEach(i -> circle.pass(i % 2 == 0, 9_000));

        assertThat(HALF.of(facts(circle.asSeenByOne())).value()).isEqualTo(amount("50.00"));
        assertThat(HALF.of(facts(circle.asSeenByOther())).value()).isEqualTo(amount("50.00"));
    }

    @Test
    void norDoTheyWithOneHonestPartnerLessThanIsAskedFor() {
        Circle circle = new Circle();
        IntStream.range(0, 1_000).forEach(i -> circle.pass(i % 2 == 0, 9_000));
        List<Partner> honest = IntStream.range(0, ENOUGH - 1)
                .mapToObj(i -> partner("100.00", "0.00"))
                .toList();

        for (Partner accomplice : List.of(circle.asSeenByOne(), circle.asSeenByOther())) {
            List<Partner> all = new ArrayList<>(honest);
            all.add(accomplice);
            assertThat(HALF.of(facts(all.toArray(Partner[]::new))).value()).isEqualTo(amount("50.00"));
        }
    }

    /** With partners enough they do not gain either: the circle adds nothing to what these give. */
    @Test
    void aCircleAddsNothingToWhatHonestPartnersGive() {
        Circle circle = new Circle();
        IntStream.range(0, 1_000).forEach(i -> circle.pass(i % 2 == 0, 9_000));
        Partner honest = partner("100.00", "0.00");

        assertThat(earned(honest, honest, honest, circle.asSeenByOne())).isEqualTo(earned(honest, honest, honest));
    }

    private static final class Circle {
        private Amount there = Amount.ZERO;
        private Amount back = Amount.ZERO;

        void pass(boolean forth, long minorUnits) {
            if (forth) {
                there = there.plus(new Amount(minorUnits));
            } else {
                back = back.plus(new Amount(minorUnits));
            }
        }

        Partner asSeenByOne() {
            return new Partner(back, there);
        }

        Partner asSeenByOther() {
            return new Partner(there, back);
        }
    }

    @Test
    void whatDoesNotAddUpIsAFaultAndNoLimit() {
        Partner huge = new Partner(new Amount(Long.MAX_VALUE), Amount.ZERO);

        assertThatThrownBy(() -> HALF.of(facts(huge, huge))).isInstanceOf(AmountOverflowException.class);
        assertThatThrownBy(() -> ladder().of(facts(new Partner(new Amount(Long.MAX_VALUE), new Amount(1)))))
                .isInstanceOf(AmountOverflowException.class);
    }

    @Test
    void theLargestShareOfTheLargestAmountFits() {
        Earned all = new Earned(BigDecimal.ONE, 1, 1, Amount.LARGEST, Amount.ZERO, Amount.LARGEST);
        Partner large = new Partner(Amount.LARGEST, Amount.ZERO);

        assertThat(all.of(facts(large, large, large)).value()).isEqualTo(Amount.LARGEST);
    }

    /** 20.00 at first, 50.00 after three months with 100.00, 200.00 after a year with 400.00; of a partner 150.00 at most. */
    private static Ladder ladder() {
        return new Ladder(
                List.of(
                        new Step(0, Amount.ZERO, amount("20.00")),
                        new Step(3, amount("100.00"), amount("50.00")),
                        new Step(12, amount("400.00"), amount("200.00"))),
                amount("0.00"),
                365,
                amount("150.00"));
    }

    private static int step(int months, Partner... partners) {
        MemberFacts facts = new MemberFacts("person", Set.of(), TODAY.minusMonths(months), TODAY, List.of(partners));
        return ((Finding.Climbed) ladder().of(facts)).step();
    }

    @Test
    void theHighestStepOfWhichBothConditionsAreMetCounts() {
        Partner[] busy = {partner("100.00", "50.00"), partner("0.00", "150.00"), partner("99.99", "0.01")};

        assertThat(step(0)).isEqualTo(1);
        assertThat(step(2, busy)).isEqualTo(1);
        assertThat(step(3, busy)).isEqualTo(2);
        assertThat(step(11, busy)).isEqualTo(2);
        assertThat(step(12, busy)).isEqualTo(3);
        assertThat(step(12, Stream.of(busy).limit(2).toArray(Partner[]::new))).isEqualTo(2);
        assertThat(step(12, partner("99.99", "0.00"))).isEqualTo(1);
        assertThat(step(12, partner("100.00", "0.00"))).isEqualTo(2);
    }

    @Test
    void ofOnePartnerNoMoreThanTheCapIsTurnover() {
        assertThat(step(12, partner("90000.00", "90000.00"))).isEqualTo(2);
        assertThat(ladder().of(facts(partner("90000.00", "90000.00"))))
                .isEqualTo(new Finding.Climbed(amount("50.00"), ladder(), 2, 12, amount("150.00")));
    }

    @Test
    void beneathTheFirstStepHoldsWhatThePolicySays() {
        Ladder late =
                new Ladder(List.of(new Step(1, Amount.ZERO, amount("20.00"))), amount("5.00"), 30, amount("1.00"));
        MemberFacts newcomer = new MemberFacts("person", Set.of(), TODAY.minusDays(26), TODAY, List.of());
        MemberFacts expected = new MemberFacts("person", Set.of(), TODAY.plusDays(40), TODAY, List.of());

        assertThat(late.of(newcomer).value()).isEqualTo(amount("5.00"));
        assertThat(late.of(expected)).isEqualTo(new Finding.Climbed(amount("5.00"), late, 0, 0, Amount.ZERO));
    }
}
