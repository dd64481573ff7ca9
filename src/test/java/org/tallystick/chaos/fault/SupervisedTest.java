package org.tallystick.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path scratch;

    private Supervised start() throws IOException {
        return Supervised.start("sleeper", List.of("sleep", "1000"), Map.of(), scratch.resolve("log"), () -> {});
    }

    @Test
    void aProcessThatWasKilledIsStartedAgain() throws Exception {
        try (Supervised sleeper = start()) {
            long first = sleeper.pid();
            assertThat(sleeper.kill()).isTrue();
            Installation.await("not started again", PATIENCE, () -> sleeper.starts() == 2 && sleeper.isAlive());
            assertThat(sleeper.pid()).isNotEqualTo(first);
        }
    }

    @Test
    void aProcessThatWasStoppedForGoodIsNot() throws Exception {
        Supervised sleeper = start();
        sleeper.close();
        assertThat(sleeper.isAlive()).isFalse();
        assertThat(sleeper.kill()).isFalse();
        assertThat(sleeper.signal("STOP")).isFalse();
        Thread.sleep(400);
        assertThat(sleeper.starts()).isOne();
        assertThat(sleeper.isAlive()).isFalse();
    }

    @Test
    void aProcessThatStandsStillIsStoppedAllTheSame() throws Exception {
        Supervised sleeper = start();
        sleeper.signal("STOP");
        sleeper.close();
        assertThat(sleeper.isAlive()).isFalse();
    }
}
