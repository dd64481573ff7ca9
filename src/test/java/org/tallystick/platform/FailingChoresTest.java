package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailingChoresTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final FailingChores chores = new FailingChores();
    private final Chore sweep = new Sweep();

    private static final class Sweep implements Chore {
        @Override
        public void runDue(Instant now) {
            throw new AssertionError("not done here");
        }
    }

    @Test
    void aChoreFailsSinceTheFirstTimeUntilItIsDone() {
        assertThat(chores.read().lastRound()).isEmpty();

        chores.failed(sweep, NOON);
        chores.failed(sweep, NOON.plusSeconds(60));
        chores.roundEnded(NOON.plusSeconds(60));
        assertThat(chores.read().failing()).isEqualTo(Map.of("Sweep", NOON));
        assertThat(chores.read().lastRound()).contains(NOON.plusSeconds(60));

        chores.done(sweep);
        assertThat(chores.read().failing()).isEmpty();
    }
}
