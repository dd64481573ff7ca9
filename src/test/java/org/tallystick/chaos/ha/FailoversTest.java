package org.tallystick.chaos.ha;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.chaos.ha.Failover.Kind;

class FailoversTest {
    private final Failovers failovers = new Failovers();

    private void add(Kind kind, long taken, long refusal, long whole) {
        failovers.add(new Failover(
                kind, Duration.ofMillis(taken), Duration.ofMillis(refusal), Duration.ofMillis(whole), Map.of()));
    }

    @Test
    void eachKindHasALineWithItsMediansAndItsLongest() {
        add(Kind.SWITCHOVER, 1_000, 3_000, 9_000);
        add(Kind.KILL_PRIMARY, 20_000, 25_000, 60_000);
        add(Kind.KILL_PRIMARY, 18_000, 22_000, 40_000);
        add(Kind.KILL_PRIMARY, 19_000, 45_000, 41_000);
        add(Kind.SWITCHOVER, 2_000, 4_000, 8_000);

        assertThat(failovers.table().lines().skip(2))
                .containsExactly(
                        "| `kill-primary` | 3 | 19.0 | 20.0 | 25.0 | 45.0 | 41.0 | 60.0 |",
                        "| `switchover` | 2 | 1.5 | 2.0 | 3.5 | 4.0 | 8.5 | 9.0 |");
    }
}
