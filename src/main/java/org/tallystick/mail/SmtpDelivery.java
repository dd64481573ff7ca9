package org.tallystick.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Delivers by the mail server that the operator has configured; waits for at most {@code quarkus.mailer.timeout}. */
@ApplicationScoped
class SmtpDelivery implements Delivery {
    private final Mailer mailer;
    private final MailSetup setup;

    SmtpDelivery(Mailer mailer, MailSetup setup) {
        this.mailer = mailer;
        this.setup = setup;
    }

    @Override
    public void deliver(UUID letter, Envelope envelope) {
        mailer.send(Mail.withText(envelope.recipient(), envelope.subject(), envelope.text())
                .setHtml(envelope.html())
                // The same at every attempt, so that a reader's program can tell that it has it already.
                .addHeader("Message-ID", "<" + letter + "@" + setup.senderDomain() + ">")
                // So that no machine answers it (RFC 3834).
                .addHeader("Auto-Submitted", "auto-generated"));
    }
}
