package org.tallystick.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.security.SealedKeys;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** The packaged program and its mail. */
class MailIT {
    private static final int LETTERS = 30;

    private final TestDatabase database = TestDatabase.fresh();
    private final Sql sql = new Sql(new Database(database.application()));
    private final Map<String, String> environment = new HashMap<>(database.environment());

    @Test
    void twoInstancesSendWhatAnotherLeftEachLetterOnce() {
        SealedEnvelopes seal = new SealedEnvelopes(SealedKeys.under(environment.get("TALLYSTICK_SECRET")));
        IntStream.range(0, LETTERS).forEach(i -> queue(seal, "member" + i + "@maple.example"));
        try (Mailbox mailbox = Mailbox.start()) {
            environment.putAll(mailbox.environment());
            try (ServiceProcess one = ServiceProcess.start(environment);
                    ServiceProcess other = ServiceProcess.start(environment)) {
                one.awaitReady();
                other.awaitReady();
                IntStream.range(0, LETTERS).forEach(i -> mailbox.awaitLetterTo("member" + i + "@maple.example"));
                assertThat(one.terminate()).isEqualTo(other.terminate());
            }
            assertThat(sql.exists("SELECT FROM mail_outbox")).isFalse();
            assertThat(IntStream.range(0, LETTERS)
                            .map(i -> mailbox.lettersTo("member" + i + "@maple.example")
                                    .size()))
                    .containsOnly(1);
        }
    }

    @Test
    void aLinkThatIsNotSafeIsToldInOneSentence() {
        environment.put("TALLYSTICK_MAIL_RESET_LINK", "http://app.example.org/reset?token={token}");
        try (ServiceProcess refused = ServiceProcess.start(environment)) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output().strip())
                    .isEqualTo("TALLYSTICK_MAIL_RESET_LINK must begin with https://, for tokens go there; "
                            + "http:// is for this machine alone.");
        }
    }

    @Test
    void aSenderThatIsNoAddressIsToldInOneSentence() {
        environment.put("QUARKUS_MAILER_HOST", "127.0.0.1");
        environment.put("QUARKUS_MAILER_FROM", "Maple LETS");
        try (ServiceProcess refused = ServiceProcess.start(environment)) {
            assertThat(refused.awaitExit()).isEqualTo(1);
            assertThat(refused.output().strip())
                    .isEqualTo("QUARKUS_MAILER_FROM is not an address, such as Tallystick <mail@example.org>.");
        }
    }

    @ParameterizedTest
    @CsvSource({"QUARKUS_MAILER_HOST, 127.0.0.1", "QUARKUS_MAILER_FROM, mail@tallystick.example"})
    void withoutAServerOrASenderNothingIsSentAndThatIsSaid(String variable, String value) {
        environment.put(variable, value);
        try (ServiceProcess service = ServiceProcess.start(environment).awaitReady()) {
            assertThat(service.output())
                    .contains("No mail is sent: only one of QUARKUS_MAILER_HOST and QUARKUS_MAILER_FROM is set");
        }
    }

    private void queue(SealedEnvelopes seal, String address) {
        UUID id = Ids.next();
        Instant now = Instant.now();
        sql.update(
                "INSERT INTO mail_outbox (letter_id, kind, sealed, queued_at, due_at) VALUES (?, 'test', ?, ?, ?)",
                id,
                seal.seal(id, new Envelope(address, "subject", "text", "<p>html</p>")),
                now,
                now);
    }
}
