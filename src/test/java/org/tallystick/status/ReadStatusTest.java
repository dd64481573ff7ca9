package org.tallystick.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.testing.SettableClock;

class ReadStatusTest {
    private static final Clock CLOCK = new SettableClock(Instant.parse("2026-11-28T12:00:00Z"));
    private static final StatusLine SOUND = StatusLine.good(Subject.BOOKS, "They are sound.");
    private static final Duration SOON = Duration.ofMillis(200);

    private record Looking(Subject subject, Supplier<StatusLine> looking) implements Look {
        @Override
        public StatusLine look(Instant now) {
            return looking.get();
        }
    }

    @Test
    void nobodyWaitsForWhatDoesNotAnswerAndItIsAskedOnce() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Looking silent = new Looking(Subject.DISK, () -> {
            asked.incrementAndGet();
            awaitUninterrupted(answers);
            return StatusLine.good(Subject.DISK, "There is room.");
        });
        ReadStatus readStatus = of(SOON, silent, new Looking(Subject.BOOKS, () -> SOUND));

        for (int time = 0; time < 3; time++) {
            Status status = read(readStatus);
            assertThat(status.lines().get(0)).isEqualTo(SOUND);
            assertThat(status.lines().get(1).state()).isEqualTo(State.ATTENTION);
            assertThat(status.lines().get(1).sentence()).startsWith("This could not be found out within");
        }
        assertThat(asked).hasValue(1);

        answers.countDown();
        assertThat(read(of(Duration.ofSeconds(30), silent)).state()).isEqualTo(State.GOOD);
    }

    @Test
    void whatNeedsTheDatabaseSaysSoWhileItIsAway() throws Exception {
        Status status = read(of(Duration.ofSeconds(30), new Looking(Subject.LETTERS, () -> {
            throw ProblemException.of(ProblemType.UNAVAILABLE, "The database cannot answer right now.");
        })));

        assertThat(status.lines())
                .containsExactly(StatusLine.attention(
                        Subject.LETTERS,
                        "This cannot be told, for the database does not answer.",
                        "See to the database first."));
    }

    @Test
    void whatFailsDoesNotHideTheOthers() throws Exception {
        Status status = read(of(
                Duration.ofSeconds(30),
                new Looking(Subject.DISK, () -> {
                    throw new IllegalStateException("broken");
                }),
                new Looking(Subject.BOOKS, () -> SOUND)));

        assertThat(status.lines()).hasSize(2).contains(SOUND);
        assertThat(status.lines().get(1).sentence()).isEqualTo("This could not be found out.");
    }

    private static ReadStatus of(Duration longest, Look... looks) {
        return new ReadStatus(List.of(looks), "0.1.0", CLOCK, longest);
    }

    private static Status read(ReadStatus readStatus) throws Exception {
        return readStatus.read().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
