package org.tallystick.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.mail.Letter.PasswordReset.Login;
import org.tallystick.platform.Sql;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;
import org.tallystick.testing.ReceivedLetter;
import org.tallystick.testing.ServiceProcess;

/** Letters of the running application, to a real mail server. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class MailsTest {
    private static final Instant EXPIRES = Instant.parse("2026-03-08T12:00:00Z");
    private static final Letter CONFIRMATION = new Letter.EmailConfirmation("alice", "the-token", EXPIRES);

    @Inject
    Mails mails;

    @Inject
    Sql sql;

    Mailbox mailbox;

    private final String address = "a" + UUID.randomUUID() + "@maple.example";

    @Test
    void aLetterArrivesAsTextAndHtml() {
        assertThat(mails.enabled()).isTrue();
        send(new Letter.Invitation("Maple & Oak", "alice", "Mary <the treasurer>", "the-token", EXPIRES));

        ReceivedLetter letter = mailbox.awaitLetterTo(address);

        assertThat(letter.subject()).isEqualTo("Your invitation to Maple & Oak");
        assertThat(letter.text())
                .startsWith("Hello,\n\nMary <the treasurer> has invited you to Maple & Oak.")
                .contains("\n\nthe-token\n\n", "until 8 March 2026, 12:00 UTC");
        assertThat(letter.html())
                .contains("Mary &lt;the treasurer&gt;", "<strong>Maple &amp; Oak</strong>", "<code>the-token</code>")
                .doesNotContain("<the treasurer>", "src=", "<link", "http");
        assertThat(letter.headers())
                .containsEntry("From", Mailbox.FROM)
                .containsEntry("Auto-Submitted", "auto-generated");
        assertThat(letter.headers().get("Message-ID")).matches("<[0-9a-f-]{36}@tallystick\\.example>");
    }

    @Test
    void aLetterThatHasArrivedIsDeletedAndCounted() {
        send(new Letter.SecurityNotice("alice", SecurityEvent.SECOND_FACTOR_OFF, EXPIRES));

        assertThat(mailbox.awaitLetterTo(address).text()).contains("no longer asks for a code", "8 March 2026");
        ServiceProcess.await("an empty outbox", Duration.ofSeconds(10), () -> !sql.exists("SELECT FROM mail_outbox"));
        RestAssured.get("/q/metrics")
                .then()
                .body(
                        containsString("tallystick_mail_sent_total{kind=\"security-notice\"}"),
                        containsString("tallystick_mail_waiting "));
    }

    @Test
    void anAddressOfSeveralLoginsGetsOneLetterForAll() {
        send(new Letter.PasswordReset(List.of(new Login("alice", "first"), new Login("shop", "second")), EXPIRES));

        assertThat(mailbox.awaitLetterTo(address).text())
                .containsSubsequence("password for alice", "first", "password for shop", "second");
    }

    @Test
    void whereALinkIsConfiguredTheLetterGivesThatInPlaceOfTheToken() {
        Optional<LinkTemplate> link = Optional.of(LinkTemplate.parse("x", "https://app.example.org/?a=b&t={token}"));
        Links links = new Links(link, link, link);
        List<Letter> letters = List.of(
                new Letter.Invitation("Maple LETS", "alice", "Mary", "the-token", EXPIRES),
                CONFIRMATION,
                new Letter.PasswordReset(List.of(new Login("alice", "the-token")), EXPIRES));

        assertThat(letters).allSatisfy(letter -> {
            Envelope envelope = Envelope.of(new Recipient(address), letter, links);
            assertThat(envelope.text())
                    .contains("\n\nhttps://app.example.org/?a=b&t=the-token\n\n")
                    .doesNotContain("code", "\n\n\n");
            assertThat(envelope.html())
                    .contains("<a href=\"https://app.example.org/?a=b&amp;t=the-token\">")
                    .doesNotContain("<code>");
        });
    }

    @Test
    void aTransactionThatIsRolledBackSendsNothing() throws InterruptedException {
        QuarkusTransaction.begin();
        mails.send(new Recipient(address), CONFIRMATION);
        assertThat(sql.exists("SELECT FROM mail_outbox")).isTrue();
        Thread.sleep(3_000);
        assertThat(mailbox.lettersTo(address)).isEmpty();
        QuarkusTransaction.rollback();

        String other = "b" + address;
        QuarkusTransaction.requiringNew().run(() -> mails.send(new Recipient(other), CONFIRMATION));
        mailbox.awaitLetterTo(other);
        assertThat(mailbox.lettersTo(address)).isEmpty();
    }

    @Test
    void withoutATransactionNoLetterIsTaken() {
        assertThatThrownBy(() -> mails.send(new Recipient(address), CONFIRMATION))
                .isInstanceOf(TransactionalException.class);
    }

    @Test
    void whatALetterSaysAndToWhomCannotBeReadInTheTable() {
        String row = QuarkusTransaction.requiringNew().call(() -> {
            mails.send(new Recipient(address), CONFIRMATION);
            return sql.one(
                            "SELECT o::text || encode(sealed, 'escape') FROM mail_outbox o"
                                    + " ORDER BY queued_at DESC LIMIT 1",
                            found -> found.getString(1))
                    .orElseThrow();
        });

        assertThat(row).contains("email-confirmation").doesNotContain("the-token", "alice", "maple");
        assertThat(row).doesNotContain(HexFormat.of().formatHex("the-token".getBytes(UTF_8)));
    }

    @Test
    void aLetterWaitsForAServerThatIsAway() {
        mailbox.goAway();
        try {
            send(CONFIRMATION);
            ServiceProcess.await(
                    "an attempt in vain",
                    Duration.ofSeconds(10),
                    () -> sql.exists("SELECT FROM mail_outbox WHERE attempts > 0"));
        } finally {
            mailbox.comeBack();
        }

        mailbox.awaitLetterTo(address);
        assertThat(mailbox.lettersTo(address)).hasSize(1);
    }

    private void send(Letter letter) {
        QuarkusTransaction.requiringNew().run(() -> mails.send(new Recipient(address), letter));
    }
}
