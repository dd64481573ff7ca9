package org.tallystick.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FaultRunTest {
    private static final long SEED = 7;
    private static final Duration A_FAULT = Duration.ofSeconds(10);

    private final Kind pause = new Kind("pause");
    private final Kind kill = new Kind("kill");
    private final List<String> begun = new ArrayList<>();
    private final World world = new World();
    private final FaultRun run = new FaultRun(world, () -> world.nanos, line -> {});

    private record Kind(String kind) implements Fault {
        @Override
        public Effect inject(Installation installation, SplittableRandom random) {
            throw new UnsupportedOperationException("the injector of the test has no installation");
        }
    }

    /** In which each fault takes ten seconds. */
    private final class World implements Injector {
        private long nanos;
        private Optional<String> cannotKill = Optional.empty();
        private int killsThatMeetNothing;
        private boolean recovers = true;

        @Override
        public Optional<String> whyNot(Fault fault) {
            return fault == kill ? cannotKill : Optional.empty();
        }

        @Override
        public FaultRecord inject(Fault fault, SplittableRandom random) {
            begun.add(fault.kind());
            nanos += A_FAULT.toNanos();
            if (!recovers) {
                throw new NotRecovered("the services are away");
            }
            boolean met = fault != kill || killsThatMeetNothing-- <= 0;
            return new FaultRecord(fault.kind(), new Effect(met, "did it"), Duration.ZERO, Duration.ZERO, Map.of());
        }
    }

    private List<String> lackingAfter(int each, int atLeastSeconds, int atMostSeconds) throws Exception {
        FaultPlan plan = FaultPlan.of(SEED, List.of(pause, kill));
        run.run(plan, new Extent(each, Duration.ofSeconds(atLeastSeconds), Duration.ofSeconds(atMostSeconds)));
        return run.log().shortOf(plan.names(), each);
    }

    @Test
    void everyKindComesAsOftenAsItMustThoughTheLeastTimeIsOver() throws Exception {
        assertThat(lackingAfter(2, 0, 1_000)).isEmpty();
        assertThat(begun).containsExactlyInAnyOrder("kill", "pause", "kill", "pause");
    }

    @Test
    void itGoesOnUntilTheLeastTimeIsOver() throws Exception {
        assertThat(lackingAfter(1, 70, 1_000)).isEmpty();
        assertThat(begun).hasSize(7);
    }

    @Test
    void whatHadNoTimeAnyMoreIsLacking() throws Exception {
        assertThat(lackingAfter(2, 0, 25)).hasSize(1);
        assertThat(begun).hasSize(3);
    }

    @Test
    void whatCannotBeDoneIsLackingAndTheOthersAreDone() throws Exception {
        world.cannotKill = Optional.of("this is a test");
        assertThat(lackingAfter(2, 0, 1_000)).containsExactly("kill came 0 of 2 times, for this is a test");
        assertThat(begun).containsExactly("pause", "pause");
    }

    @Test
    void aRunOfNothingThatCanBeDoneEnds() throws Exception {
        world.cannotKill = Optional.of("this is a test");
        FaultPlan plan = FaultPlan.of(SEED, List.of(kill));
        run.run(plan, new Extent(1, A_FAULT, A_FAULT));
        assertThat(run.log().shortOf(plan.names(), 1)).hasSize(1);
    }

    @Test
    void whatMeetsNothingIsTriedAgainAndThenCountsOnce() throws Exception {
        world.killsThatMeetNothing = 3;
        assertThat(lackingAfter(1, 0, 1_000)).isEmpty();
        assertThat(begun).hasSize(5);
        assertThat(run.log().done()).isEqualTo(2);
    }

    @Test
    void whatNeverMeetsAnythingIsAFailureAndNotInTheTableAsDone() throws Exception {
        world.killsThatMeetNothing = 4;
        assertThat(lackingAfter(1, 0, 1_000)).containsExactly("kill came 0 of 1 times", "kill had no effect 1 times");
        assertThat(run.log().table()).contains("| `kill` | WITHOUT EFFECT: 1 |");
    }

    @Test
    void anInstallationThatDoesNotRecoverEndsTheRunAndTheRestIsLacking() {
        world.recovers = false;
        assertThatThrownBy(() -> lackingAfter(1, 0, 1_000)).isInstanceOf(NotRecovered.class);
        assertThat(run.log().shortOf(List.of("pause", "kill"), 1)).hasSize(2);
    }

    @Test
    void anExtentThatCannotBeIsRefused() {
        assertThatThrownBy(() -> lackingAfter(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lackingAfter(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
