package org.tallystick.mail;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Sends one letter of the outbox, in a transaction that holds the letter's row from before the delivery until it is
 * deleted. So several senders never send the same letter, with one exception: if the process, or its connection to the
 * database, ends after the mail server has taken a letter and before the commit, another attempt sends it again. (So it is
 * where the server took it and its answer was lost.) Without a transaction over both there is the choice of twice or never
 * at all. Both copies have the same Message-ID.
 *
 * <p>Every failure is tried again, a refusal of the address too: servers refuse for passing reasons, and an operator who
 * mistyped a password has a day to find out.
 */
final class SendNext {
    static final Duration GIVES_UP_AFTER = Duration.ofHours(24);
    /** How long it is known that a letter was given up. */
    static final Duration FAILED_ARE_KEPT = Duration.ofDays(30);

    private static final Logger LOG = Logger.getLogger(SendNext.class);

    private final DataSource dataSource;
    private final SealedEnvelopes seal;
    private final Delivery delivery;
    private final Clock clock;
    private final MailMetrics metrics;

    private boolean failing;

    SendNext(DataSource dataSource, SealedEnvelopes seal, Delivery delivery, Clock clock, MailMetrics metrics) {
        this.dataSource = dataSource;
        this.seal = seal;
        this.delivery = delivery;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** What became of the letter, to be counted once that is committed. */
    private enum Fate {
        SENT,
        POSTPONED,
        GIVEN_UP
    }

    /**
     * Tries the letter that has been due longest, whatever comes of it.
     *
     * @return whether there was one
     */
    boolean sendNext() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Outbox outbox = new Outbox(connection);
                Optional<WaitingLetter> next = outbox.takeNext(clock.instant());
                if (next.isPresent()) {
                    Fate fate = attempt(outbox, next.get());
                    connection.commit();
                    count(fate, next.get());
                } else {
                    connection.commit();
                }
                return next.isPresent();
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Tells the metrics how many letters wait. */
    void countWaiting() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            metrics.waiting(new Outbox(connection).waiting());
        }
    }

    private Fate attempt(Outbox outbox, WaitingLetter letter) throws SQLException {
        Instant now = clock.instant();
        if (!now.isBefore(letter.queuedAt().plus(GIVES_UP_AFTER))) {
            return giveUp(outbox, letter, now, "it was not taken within " + GIVES_UP_AFTER.toHours() + " hours");
        }
        Envelope envelope;
        try {
            envelope = seal.open(letter.id(), letter.sealed());
        } catch (GeneralSecurityException e) {
            return giveUp(outbox, letter, now, "it was sealed under another TALLYSTICK_SECRET");
        }
        try {
            delivery.deliver(letter.id(), envelope);
        } catch (RuntimeException e) {
            notTaken(letter, e);
            // The attempt took its time, and the pause comes after it.
            outbox.postpone(
                    letter, clock.instant().plus(BackOff.after(letter.attempts(), ThreadLocalRandom.current())));
            return Fate.POSTPONED;
        }
        outbox.delete(letter);
        return Fate.SENT;
    }

    /** A server that is away fails every letter: that is said once. */
    private void notTaken(WaitingLetter letter, RuntimeException e) {
        String why = DeliveryFailure.explain(e);
        if (failing) {
            LOG.debugf("Letter %s (%s) was not taken: %s", letter.id(), letter.kind(), why);
        } else {
            LOG.warnf("Letter %s (%s) was not taken, and is tried again: %s", letter.id(), letter.kind(), why);
        }
        failing = true;
    }

    private static Fate giveUp(Outbox outbox, WaitingLetter letter, Instant now, String why) throws SQLException {
        outbox.giveUp(letter, now);
        outbox.forgetFailedBefore(now.minus(FAILED_ARE_KEPT));
        LOG.warnf("Letter %s (%s) was given up: %s", letter.id(), letter.kind(), why);
        return Fate.GIVEN_UP;
    }

    private void count(Fate fate, WaitingLetter letter) {
        switch (fate) {
            case SENT -> {
                metrics.sent(letter.kind());
                if (failing) {
                    LOG.info("The mail server takes letters again");
                }
                failing = false;
            }
            case POSTPONED -> metrics.postponed(letter.kind());
            case GIVEN_UP -> metrics.failed(letter.kind());
        }
    }
}
