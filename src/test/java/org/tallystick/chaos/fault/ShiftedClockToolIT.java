package org.tallystick.chaos.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a C compiler. */
@Tag("tools")
class ShiftedClockToolIT {
    private static final String TIME = "while read -r line; do printf '%(%s)T\\n' -1; done";

    @Test
    void aRunningProcessSeesItsClockStepBackAndReturn(@TempDir Path scratch) throws Exception {
        ShiftedClock clock = ShiftedClock.of(ShiftedClock.compile(scratch).orElseThrow(), scratch.resolve("clock"));
        Process process = start(clock.environment());
        try {
            assertThat(ask(process)).isBetween(now() - 2, now() + 2);
            assertThat(clock.isThatOf(process.pid())).isTrue();
            assertThat(clock.isThatOf(ProcessHandle.current().pid())).isFalse();
            clock.shift(Duration.ofMinutes(-10));
            assertThat(ask(process)).isBetween(now() - 602, now() - 598);
            clock.shift(Duration.ZERO);
            assertThat(ask(process)).isBetween(now() - 2, now() + 2);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", TIME);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static long ask(Process process) throws IOException {
        process.outputWriter(US_ASCII).append('\n').flush();
        return Long.parseLong(process.inputReader(US_ASCII).readLine());
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
