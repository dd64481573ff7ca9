package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SettlementRuleTest {
    private static String parts(SettlementRule rule, long balance, long fund) {
        return rule.parts(Amount.ofMinorUnits(balance), Amount.ofMinorUnits(fund)).stream()
                .map(part -> part.with().text() + " " + part.balance().minorUnits())
                .collect(Collectors.joining(", "));
    }

    @Test
    void settlementTakesOnAllOfIt() {
        assertThat(parts(SettlementRule.SETTLEMENT, -50, 80)).isEqualTo("settlement -50");
        assertThat(parts(SettlementRule.SETTLEMENT, 50, -80)).isEqualTo("settlement 50");
        assertThat(parts(SettlementRule.SETTLEMENT, 0, 80)).isEmpty();
    }

    @Test
    void theFundPaysWhatIsOwedAsFarAsItHasSomething() {
        assertThat(parts(SettlementRule.FUND, -50, 80)).isEqualTo("fund -50");
        assertThat(parts(SettlementRule.FUND, -50, 50)).isEqualTo("fund -50");
        assertThat(parts(SettlementRule.FUND, -50, 30)).isEqualTo("fund -30, settlement -20");
        assertThat(parts(SettlementRule.FUND, -50, 0)).isEqualTo("settlement -50");
        assertThat(parts(SettlementRule.FUND, -50, -10)).isEqualTo("settlement -50");
    }

    @Test
    void theFundTakesInWhatIsLeftAsFarAsItOwes() {
        assertThat(parts(SettlementRule.FUND, 50, -80)).isEqualTo("fund 50");
        assertThat(parts(SettlementRule.FUND, 50, -50)).isEqualTo("fund 50");
        assertThat(parts(SettlementRule.FUND, 50, -30)).isEqualTo("fund 30, settlement 20");
        assertThat(parts(SettlementRule.FUND, 50, 0)).isEqualTo("settlement 50");
        assertThat(parts(SettlementRule.FUND, 50, 10)).isEqualTo("settlement 50");
    }

    @Test
    void whereTheFundIsSharedItTakesOnTheShareOfTheAccount() {
        assertThat(parts(SettlementRule.PROPORTIONAL, -50, 20)).isEqualTo("fund -20, settlement -30");
        assertThat(parts(SettlementRule.PROPORTIONAL, 50, -20)).isEqualTo("fund 20, settlement 30");
        assertThat(parts(SettlementRule.PROPORTIONAL, 50, 0)).isEqualTo("settlement 50");
    }

    @RepeatedTest(20)
    void thePartsAreTheBalanceAndTheFundNeverPassesZero() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        long balance = random.nextInt(201) - 100L;
        long fund = random.nextInt(201) - 100L;
        List<SettlementRule.Part> parts =
                SettlementRule.FUND.parts(Amount.ofMinorUnits(balance), Amount.ofMinorUnits(fund));
        long after = fund;
        long sum = 0;
        for (SettlementRule.Part part : parts) {
            sum += part.balance().minorUnits();
            after += part.with() == SettlementRule.FUND ? part.balance().minorUnits() : 0;
            assertThat(part.balance().isZero()).as("seed " + seed).isFalse();
        }
        assertThat(sum).as("seed " + seed).isEqualTo(balance);
        assertThat(Math.abs(after)).as("seed " + seed).isLessThanOrEqualTo(Math.abs(fund));
        assertThat(after * fund).as("seed " + seed).isNotNegative();
    }
}
