package org.tallystick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** That jobs are alive is said of each, whatever becomes of the others. */
class JobPulseTest {
    @Test
    void aBeatThatFailsSilencesNoOther() {
        JobPulse pulse = new JobPulse();
        AtomicInteger heard = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            pulse.begin(UUID.randomUUID(), heard::incrementAndGet);
            pulse.begin(UUID.randomUUID(), () -> {
                throw new IllegalStateException("no database");
            });
        }
        pulse.stop(new ShutdownEvent());

        pulse.beat();

        assertThat(heard).hasValueGreaterThanOrEqualTo(10);
    }
}
