package org.tallystick.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.testing.TestDatabase;

class WatchOutboxTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final Sql sql = new Sql(new Database(TestDatabase.fresh().application()));

    @Test
    void whatWaitsAndWhatWasGivenUpIsCounted() {
        assertThat(outbox(Map.of()).read()).isEqualTo(new OutboxState(false, 0, Optional.empty(), 0, Optional.empty()));

        waiting(NOON.plusSeconds(5));
        waiting(NOON);
        givenUp(NOON.minusSeconds(9));
        givenUp(NOON.minusSeconds(7));

        assertThat(outbox(Map.of("quarkus.mailer.host", "mail.example.org", "quarkus.mailer.from", "b@example.org"))
                        .read())
                .isEqualTo(new OutboxState(true, 2, Optional.of(NOON), 2, Optional.of(NOON.minusSeconds(7))));
    }

    private WatchOutbox outbox(Map<String, String> config) {
        return new WatchOutbox(
                sql,
                new MailSetup(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(config, "test", 100))
                                .build(),
                        new NoLinks()));
    }

    private record NoLinks() implements MailConfig {
        @Override
        public Optional<String> invitationLink() {
            return Optional.empty();
        }

        @Override
        public Optional<String> resetLink() {
            return Optional.empty();
        }

        @Override
        public Optional<String> confirmationLink() {
            return Optional.empty();
        }
    }

    private void waiting(Instant at) {
        sql.update(
                "INSERT INTO mail_outbox (letter_id, kind, sealed, queued_at, due_at) VALUES (?, 'test', '\\x00', ?, ?)",
                Ids.next(),
                at,
                at);
    }

    private void givenUp(Instant at) {
        sql.update(
                "INSERT INTO mail_outbox (letter_id, kind, queued_at, due_at, failed_at) VALUES (?, 'test', ?, ?, ?)",
                Ids.next(),
                at,
                at,
                at);
    }
}
