package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.SettlementShares.Claim;

class SettlementSharesTest {
    private static final long LARGEST = Amount.LARGEST.minorUnits();

    private static Claim claim(String handle, long balance) {
        return new Claim(handle, Amount.ofMinorUnits(balance));
    }

    private static List<Long> shares(long fund, Claim... claims) {
        return shares(fund, List.of(claims));
    }

    private static List<Long> shares(long fund, List<Claim> claims) {
        return SettlementShares.of(claims, Amount.ofMinorUnits(fund)).stream()
                .map(Amount::minorUnits)
                .toList();
    }

    @Test
    void whatTheFundHasReleasesThoseWhoOweInProportionToWhatTheyOwe() {
        assertThat(shares(30, claim("alice", -40), claim("bob", 50), claim("carol", -20)))
                .containsExactly(-20L, 0L, -10L);
    }

    @Test
    void whatTheFundOwesFallsToThoseWhoHaveSomethingInProportionToThat() {
        assertThat(shares(-30, claim("alice", 40), claim("bob", -50), claim("carol", 20)))
                .containsExactly(20L, 0L, 10L);
    }

    @Test
    void theUnitsThatAreLeftGoToTheLargestRemaindersAndThenByHandle() {
        assertThat(shares(10, claim("carol", -1), claim("bob", -5), claim("alice", -9)))
                .as("0.67, 3.33 and 6")
                .containsExactly(-1L, -3L, -6L);
        assertThat(shares(4, claim("carol", -2), claim("alice", -2), claim("bob", -2)))
                .as("1.33 each")
                .containsExactly(-1L, -2L, -1L);
    }

    @Test
    void aFundThatHasMoreThanIsOwedKeepsTheRestAndAnEmptyOneSharesNothing() {
        assertThat(shares(100, claim("alice", -40), claim("bob", 50))).containsExactly(-40L, 0L);
        assertThat(shares(0, claim("alice", -40), claim("bob", 40))).containsExactly(0L, 0L);
        assertThat(shares(10)).isEmpty();
    }

    @Test
    void theLargestBalancesAreSharedWithoutOverflow() {
        assertThat(shares(LARGEST, claim("alice", -LARGEST), claim("bob", -LARGEST), claim("carol", -LARGEST)))
                .containsExactly(-LARGEST / 3 - 1, -LARGEST / 3, -LARGEST / 3);
    }

    @RepeatedTest(50)
    void theSharesAreConservedBoundedFairAndTheSameInAnyOrder() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < random.nextInt(12); i++) {
            claims.add(claim("member-" + i, random.nextInt(201) - 100L));
        }
        long fund = random.nextInt(801) - 400L;
        List<Long> shares = shares(fund, claims);

        long there = claims.stream()
                .mapToLong(one -> one.balance().minorUnits())
                .filter(balance -> Long.signum(balance) == -Long.signum(fund))
                .sum();
        long reach = Math.min(Math.abs(fund), Math.abs(there));
        assertThat(shares.stream().mapToLong(Long::longValue).sum())
                .as("seed " + seed)
                .isEqualTo(-Long.signum(fund) * reach);
        Map<String, Long> byHandle = new HashMap<>();
        for (int i = 0; i < claims.size(); i++) {
            long balance = claims.get(i).balance().minorUnits();
            long share = shares.get(i);
            byHandle.put(claims.get(i).handle(), share);
            assertThat(share * balance).as("seed " + seed).isNotNegative();
            assertThat(Math.abs(share)).as("seed " + seed).isLessThanOrEqualTo(Math.abs(balance));
            if (Long.signum(balance) == -Long.signum(fund)) {
                assertThat(Math.abs(share * there - balance * -Long.signum(fund) * reach))
                        .as("less than a unit from the quota, seed " + seed)
                        .isLessThan(Math.abs(there));
            }
        }
        Collections.shuffle(claims, random);
        List<Long> again = shares(fund, claims);
        for (int i = 0; i < claims.size(); i++) {
            assertThat(again.get(i))
                    .as("seed " + seed)
                    .isEqualTo(byHandle.get(claims.get(i).handle()));
        }
    }
}
