package org.tallystick.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final int KINDS = FaultPlan.allKinds().size();

    private static List<FaultPlan.Step> steps(long seed) {
        FaultPlan plan = FaultPlan.of(seed);
        return IntStream.range(0, 3)
                .boxed()
                .flatMap(round -> plan.round(round).stream())
                .toList();
    }

    private static List<String> kinds(long seed) {
        return steps(seed).stream().map(step -> step.fault().kind()).toList();
    }

    private static List<Long> chances(long seed) {
        return steps(seed).stream().map(step -> step.random().nextLong()).toList();
    }

    @Test
    void theSameSeedGivesTheSameFaultsAndTheSameChances() {
        assertThat(kinds(7)).isEqualTo(kinds(7));
        assertThat(chances(7)).isEqualTo(chances(7)).doesNotHaveDuplicates();
    }

    @Test
    void anotherSeedGivesAnotherOrder() {
        assertThat(kinds(7)).isNotEqualTo(kinds(8));
    }

    @Test
    void everyKindComesOnceBeforeAnyComesAgainAndEachTimeInAnotherOrder() {
        List<String> kinds = kinds(7);
        for (int round = 0; round < 3; round++) {
            assertThat(kinds.subList(round * KINDS, (round + 1) * KINDS))
                    .containsExactlyInAnyOrderElementsOf(FaultPlan.of(7).names());
        }
        assertThat(kinds.subList(0, KINDS)).isNotEqualTo(kinds.subList(KINDS, 2 * KINDS));
    }

    @Test
    void noTwoKindsAreCalledTheSame() {
        assertThat(FaultPlan.allKinds()).extracting(Fault::kind).doesNotHaveDuplicates();
    }
}
