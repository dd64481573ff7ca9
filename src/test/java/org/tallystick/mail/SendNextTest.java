package org.tallystick.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.security.SealedKeys;
import org.tallystick.testing.TestDatabase;

/** The sender with a server of the test's own, and a clock that the test sets. */
class SendNextTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final Sql sql = new Sql(new Database(database.application()));
    private final SealedEnvelopes seal = seal(0);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SettableClock clock = new SettableClock();
    private final List<UUID> taken = new CopyOnWriteArrayList<>();

    @Test
    void lettersGoInTheOrderInWhichTheyWereDueAndLeaveNothingBehind() throws SQLException {
        UUID second = queue(NOW.minusSeconds(1));
        UUID first = queue(NOW.minusSeconds(2));
        queue(NOW.plusSeconds(1));
        SendNext sender = sender((id, envelope) -> taken.add(id));

        assertThat(sender.sendNext()).isTrue();
        assertThat(sender.sendNext()).isTrue();
        assertThat(sender.sendNext()).as("one that is not due").isFalse();

        assertThat(taken).containsExactly(first, second);
        assertThat(count("failed_at IS NULL")).isEqualTo(1);
        assertThat(counted("sent")).isEqualTo(2);
    }

    @Test
    void severalSendersSendEachLetterOnce() throws Exception {
        int letters = 60;
        for (int i = 0; i < letters; i++) {
            queue(NOW);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> senders = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SendNext sender = sender((id, envelope) -> {
                    taken.add(id);
                    pause();
                });
                senders.add(() -> {
                    while (sender.sendNext()) {
                        // On to the next.
                    }
                    return null;
                });
            }
            for (Future<Void> ended : threads.invokeAll(senders)) {
                ended.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(taken).hasSize(letters).doesNotHaveDuplicates();
        assertThat(count("true")).isZero();
    }

    @Test
    void aLetterThatIsBeingSentIsPassedOverAndTheNextIsTaken() throws SQLException {
        UUID held = queue(NOW.minusSeconds(1));
        UUID next = queue(NOW);
        try (Connection other = database.application().getConnection()) {
            other.setAutoCommit(false);
            assertThat(new Outbox(other).takeNext(NOW).orElseThrow().id()).isEqualTo(held);

            SendNext sender = sender((id, envelope) -> taken.add(id));
            assertThat(sender.sendNext()).isTrue();
            assertThat(sender.sendNext()).isFalse();

            assertThat(taken).containsExactly(next);
        }
    }

    @Test
    void aFailureIsTriedAgainEverMoreSeldomAndGivenUpAfterADay() throws SQLException {
        UUID letter = queue(NOW);
        SendNext sender = sender((id, envelope) -> {
            taken.add(id);
            throw new IllegalStateException("no such user");
        });

        Duration last = Duration.ZERO;
        while (count("failed_at IS NULL") == 1) {
            clock.now = dueAt(letter);
            sender.sendNext();
            if (count("failed_at IS NULL") == 1) {
                last = Duration.between(clock.now, dueAt(letter));
            }
        }

        assertThat(clock.now).isBetween(NOW.plus(Duration.ofHours(24)), NOW.plus(Duration.ofMinutes(24 * 60 + 10)));
        assertThat(last).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
        assertThat(taken).hasSizeBetween(140, 320);
        assertThat(count("sealed IS NULL AND failed_at IS NOT NULL")).isEqualTo(1);
        assertThat(counted("failed")).isEqualTo(1);
        assertThat(counted("retries")).isEqualTo(taken.size());
        assertThat(sender.sendNext()).as("what was given up").isFalse();
    }

    @Test
    void aLetterOlderThanADayIsNotSentAnyMore() throws SQLException {
        queue(NOW.minus(Duration.ofHours(24)));

        sender((id, envelope) -> taken.add(id)).sendNext();

        assertThat(taken).isEmpty();
        assertThat(counted("failed")).isEqualTo(1);
    }

    @Test
    void whatWasGivenUpIsForgottenAfterAMonth() throws SQLException {
        queue(NOW.minus(Duration.ofDays(2)));
        SendNext sender = sender((id, envelope) -> taken.add(id));
        sender.sendNext();
        clock.now = NOW.plus(Duration.ofDays(31));
        UUID later = queue(NOW);

        sender.sendNext();

        assertThat(sql.list("SELECT letter_id FROM mail_outbox", row -> row.getObject(1, UUID.class)))
                .containsExactly(later);
    }

    @Test
    void aLetterThatCannotBeOpenedIsGivenUpAndNoOtherWaitsForIt() throws SQLException {
        queue(seal(1), NOW.minusSeconds(1));
        UUID good = queue(NOW);
        SendNext sender = sender((id, envelope) -> taken.add(id));

        sender.sendNext();
        sender.sendNext();

        assertThat(taken).containsExactly(good);
        assertThat(counted("failed")).isEqualTo(1);
    }

    @Test
    void aSealedLetterOpensUnderItsOwnIdAlone() {
        UUID id = Ids.next();
        byte[] sealed = seal.seal(id, envelope());

        assertThat(new String(sealed, UTF_8)).doesNotContain("alice", "token");
        assertThatThrownBy(() -> seal.open(Ids.next(), sealed))
                .isInstanceOf(java.security.GeneralSecurityException.class);
    }

    @Test
    void howManyWaitIsTold() throws SQLException {
        queue(NOW);
        queue(NOW.plusSeconds(60));
        SendNext sender = sender((id, envelope) -> taken.add(id));

        sender.countWaiting();

        assertThat(registry.get("tallystick.mail.waiting").gauge().value()).isEqualTo(2);
    }

    private SendNext sender(Delivery delivery) {
        MailMetrics metrics = new MailMetrics(registry);
        metrics.watchWaiting();
        return new SendNext(database.application(), seal, delivery, clock, metrics);
    }

    private UUID queue(Instant at) {
        return queue(seal, at);
    }

    private UUID queue(SealedEnvelopes under, Instant at) {
        UUID id = Ids.next();
        sql.update(
                "INSERT INTO mail_outbox (letter_id, kind, sealed, queued_at, due_at) VALUES (?, 'test', ?, ?, ?)",
                id,
                under.seal(id, envelope()),
                at,
                at);
        return id;
    }

    private static Envelope envelope() {
        return new Envelope("alice@maple.example", "subject", "text with a token", "<p>html</p>");
    }

    private static SealedEnvelopes seal(int secret) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) secret;
        return new SealedEnvelopes(SealedKeys.under(Base64.getEncoder().encodeToString(bytes)));
    }

    private Instant dueAt(UUID letter) {
        return sql.one("SELECT due_at FROM mail_outbox WHERE letter_id = ?", row -> Sql.instant(row, "due_at"), letter)
                .orElseThrow();
    }

    private long count(String where) {
        return sql.one("SELECT count(*) FROM mail_outbox WHERE " + where, row -> row.getLong(1))
                .orElseThrow();
    }

    private double counted(String what) {
        return registry.get("tallystick.mail." + what).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
