package org.tallystick.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.CommunityId;
import org.tallystick.security.Caller;
import org.tallystick.security.CallerKind;

/** When an attempt rests, and when it does not go on. */
class RunningAttemptTest {
    private final AtomicBoolean mine = new AtomicBoolean(true);
    private final AtomicInteger rests = new AtomicInteger();
    private final ClaimedJob job = new ClaimedJob(
            new CommunityId(UUID.randomUUID()), UUID.randomUUID(), UUID.randomUUID(), "maple", "x", "{}", caller());
    private final RunningAttempt attempt =
            new RunningAttempt(job, (any, done, total) -> mine.get(), rests::incrementAndGet);

    @Test
    void itRestsAfterEachStepAndNotWhenItIsOnlyAskedWhetherItGoesOn() {
        attempt.done(500);
        attempt.done(0);
        attempt.requireGoingOn();

        assertThat(rests).hasValue(2);
        assertThat(attempt.rows()).isEqualTo(500);
    }

    @Test
    void whatIsLostOrStopsDoesNotGoOn() {
        attempt.stop();
        assertThat(attempt.stopped()).contains(JobStopped.Cause.STOPPING);
        mine.set(false);
        attempt.beat();
        assertThat(attempt.stopped()).contains(JobStopped.Cause.LOST);
        assertThatThrownBy(() -> attempt.done(1)).isInstanceOf(JobStopped.class);
        assertThatThrownBy(attempt::requireGoingOn).isInstanceOf(JobStopped.class);
        assertThat(rests).hasValue(0);
    }

    private static Caller caller() {
        return new Caller(UUID.randomUUID(), CallerKind.USER, "alice", Optional.empty(), Set.of());
    }
}
