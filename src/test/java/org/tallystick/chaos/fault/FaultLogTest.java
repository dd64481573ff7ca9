package org.tallystick.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultLogTest {
    private static FaultRecord done(String kind, long recoveryMillis, long gapMillis) {
        return new FaultRecord(
                kind, Effect.of("did it"), Duration.ofMillis(recoveryMillis), Duration.ofMillis(gapMillis), Map.of());
    }

    @Test
    void theTableHasMedianAndLongestOfEachKind() {
        FaultLog log = new FaultLog();
        log.add(done("pause-service", 100, 50));
        log.add(done("kill-service", 5_000, 70));
        log.add(done("kill-service", 3_000, 60));
        log.add(done("kill-service", 4_000, 90));
        log.add(done("pause-service", 200, 150));
        assertThat(log.table()).isEqualTo("""
                        | fault | times | to recover, median | longest | gap, median | longest |
                        |---|---:|---:|---:|---:|---:|
                        | `kill-service` | 3 | 4.00 | 5.00 | 0.07 | 0.09 |
                        | `pause-service` | 2 | 0.15 | 0.20 | 0.10 | 0.15 |
                        """);
    }

    @Test
    void whatCouldNotBeDoneStandsInTheTable() {
        FaultLog log = new FaultLog();
        log.skip("disk-full", "there is no right to mount");
        assertThat(log.table()).contains("| `disk-full` | SKIPPED: there is no right to mount | | | | |");
        assertThat(log.shortOf(List.of("disk-full"), 1))
                .containsExactly("disk-full came 0 of 1 times, for there is no right to mount");
    }

    @Test
    void aKindThatCameTooSeldomIsLacking() {
        FaultLog log = new FaultLog();
        log.add(done("pause-service", 100, 50));
        log.add(done("kill-service", 100, 50));
        log.add(done("kill-service", 100, 50));
        assertThat(log.shortOf(List.of("pause-service", "kill-service"), 1)).isEmpty();
        assertThat(log.shortOf(List.of("pause-service", "kill-service"), 2))
                .containsExactly("pause-service came 1 of 2 times");
    }

    @Test
    void whatMetNothingIsLackingHoweverOftenItsKindCameOtherwise() {
        FaultLog log = new FaultLog();
        log.add(done("kill-backend", 100, 50));
        log.hadNoEffect("kill-backend");
        assertThat(log.shortOf(List.of("kill-backend"), 1)).containsExactly("kill-backend had no effect 1 times");
        assertThat(log.table()).contains("| `kill-backend` | WITHOUT EFFECT: 1 | | | | |");
    }
}
