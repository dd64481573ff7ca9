package org.tallystick.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final int KINDS = FaultPlan.allKinds().size();

    private static List<String> kinds(FaultPlan plan) {
        return plan.steps().stream().map(step -> step.fault().kind()).toList();
    }

    private static List<Long> chances(FaultPlan plan) {
        return plan.steps().stream().map(step -> step.random().nextLong()).toList();
    }

    @Test
    void theSameSeedGivesTheSameFaultsAndTheSameChances() {
        FaultPlan one = FaultPlan.of(7, 3);
        FaultPlan again = FaultPlan.of(7, 3);
        assertThat(kinds(one)).isEqualTo(kinds(again));
        assertThat(chances(one)).isEqualTo(chances(again)).doesNotHaveDuplicates();
    }

    @Test
    void anotherSeedGivesAnotherOrder() {
        assertThat(kinds(FaultPlan.of(7, 3))).isNotEqualTo(kinds(FaultPlan.of(8, 3)));
    }

    @Test
    void everyKindComesOnceBeforeAnyComesAgain() {
        List<String> kinds = kinds(FaultPlan.of(7, 3));
        assertThat(kinds).hasSize(3 * KINDS);
        for (int round = 0; round < 3; round++) {
            assertThat(kinds.subList(round * KINDS, (round + 1) * KINDS)).doesNotHaveDuplicates();
        }
    }

    @Test
    void noTwoKindsAreCalledTheSame() {
        assertThat(FaultPlan.allKinds()).extracting(Fault::kind).doesNotHaveDuplicates();
    }
}
