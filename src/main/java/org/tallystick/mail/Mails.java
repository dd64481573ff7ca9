package org.tallystick.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;

/**
 * Sends letters, by way of an outbox: a letter goes out once the transaction that is the reason for it has committed, and
 * never if it is rolled back. The mail server may be away meanwhile; what it has not taken within a day is given up.
 */
@ApplicationScoped
public class Mails {
    private final Sql sql;
    private final SealedEnvelopes seal;
    private final MailSetup setup;
    private final Clock clock;

    Mails(Sql sql, SealedEnvelopes seal, MailSetup setup, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.setup = setup;
        this.clock = clock;
    }

    /** Whether a mail server and a sender are configured. */
    public boolean enabled() {
        return setup.enabled();
    }

    /**
     * Writes a letter into the outbox, in the caller's transaction. Does nothing where mail is not {@link #enabled}.
     *
     * @throws jakarta.transaction.TransactionalException without a transaction: a letter about what may be undone yet is wrong
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void send(Recipient recipient, Letter letter) {
        if (!enabled()) {
            return;
        }
        UUID id = Ids.next();
        Instant now = clock.instant();
        sql.update(
                "INSERT INTO mail_outbox (letter_id, kind, sealed, queued_at, due_at) VALUES (?, ?, ?, ?, ?)",
                id,
                letter.kind(),
                seal.seal(id, Envelope.of(recipient, letter, setup.links())),
                now,
                now);
    }
}
