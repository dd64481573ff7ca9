package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.posting.Verification;
import org.tallystick.posting.Violation;

class VerificationMetricsTest {
    private static final Verification RIGHT = new Verification(true, Map.of(), List.of(), 0);
    private static final Verification WRONG =
            new Verification(false, Map.of(), List.of(new Violation("I1", "trade 1", "does not sum to zero")), 3);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VerificationMetrics metrics = new VerificationMetrics(registry);

    @Test
    void whatIsWrongIsAddedUpOverCommunitiesUntilEachIsFoundRightAgain() {
        metrics.verified("maple", RIGHT);
        assertThat(gauge("tallystick.verification.violations")).isZero();
        metrics.verified("maple", WRONG);
        metrics.verified("birch", WRONG);
        metrics.verified("birch", WRONG);
        assertThat(gauge("tallystick.verification.violations")).isEqualTo(6);
        metrics.verified("birch", RIGHT);
        assertThat(gauge("tallystick.verification.violations")).isEqualTo(3);
    }

    @Test
    void whenAllWereLastVerifiedIsToldWhereThatIsDoneRegularly() {
        assertThat(registry.find("tallystick.verification.last.timestamp.seconds")
                        .gauge())
                .isNull();
        metrics.watch();
        assertThat(gauge("tallystick.verification.last.timestamp.seconds")).isZero();
        metrics.allVerified(Instant.ofEpochSecond(1_795_851_775));
        assertThat(gauge("tallystick.verification.last.timestamp.seconds")).isEqualTo(1_795_851_775);
    }

    @Test
    void whatCouldNotBeEndedIsCountedFromZeroOn() {
        assertThat(registry.get("tallystick.verification.failures").counter().count())
                .isZero();
        metrics.failed();
        assertThat(registry.get("tallystick.verification.failures").counter().count())
                .isOne();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
