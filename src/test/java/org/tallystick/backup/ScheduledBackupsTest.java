package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScheduledBackupsTest {
    @Test
    void aRoundThatThrowsIsNotTheLast() {
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicInteger rounds = new AtomicInteger();
        ScheduledBackups.run(
                () -> {
                    if (rounds.incrementAndGet() < 3) {
                        throw new AssertionError("an error in round " + rounds);
                    }
                    stopped.countDown();
                },
                Duration.ofMillis(1),
                stopped);
        assertThat(rounds).hasValue(3);
    }
}
