package org.tallystick.status;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.tallystick.mail.OutboxState;
import org.tallystick.mail.WatchOutbox;

/** Whether letters get out. */
@Singleton
class LettersLook implements Look {
    /** A mail server may ask to come again later, once. */
    private static final Duration LONG = Duration.ofMinutes(30);
    /** What was given up earlier, somebody has seen. */
    private static final Duration RECENTLY = Duration.ofDays(7);

    private final WatchOutbox outbox;

    LettersLook(WatchOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Subject subject() {
        return Subject.LETTERS;
    }

    @Override
    public StatusLine look(Instant now) {
        return line(outbox.read(), now);
    }

    static StatusLine line(OutboxState letters, Instant now) {
        boolean waitsLong = letters.oldest()
                .filter(oldest -> oldest.plus(LONG).isBefore(now))
                .isPresent();
        if (waitsLong) {
            return StatusLine.attention(
                    Subject.LETTERS,
                    waiting(letters, now),
                    letters.enabled()
                            ? "The log says what the mail server answers: a wrong password, an address that it does"
                                    + " not like, or nothing at all. Letters are tried for a day; if it is mended by"
                                    + " then, none is lost."
                            : "No mail server is named here: set QUARKUS_MAILER_HOST and QUARKUS_MAILER_FROM"
                                    + " (docs/operations.md, Mail), unless another instance sends them.");
        }
        if (letters.lastGivenUp()
                .filter(last -> last.plus(RECENTLY).isAfter(now))
                .isPresent()) {
            return StatusLine.attention(
                    Subject.LETTERS,
                    InWords.count(letters.givenUp(), "letter")
                            + (letters.givenUp() == 1 ? " was" : " were")
                            + " given up in the last weeks, the last one "
                            + InWords.ago(letters.lastGivenUp().get(), now) + ".",
                    "Mostly it is a mistyped address. docs/operations.md, Mail, has the query that lists them; who"
                            + " was to get one needs a new invitation, or asks for a new password again.");
        }
        if (!letters.enabled()) {
            return StatusLine.good(Subject.LETTERS, "No letters are sent from here, for no mail server is named.")
                    .advising("If invitations and new passwords are to go out by mail, name one (docs/operations.md,"
                            + " Mail).");
        }
        return StatusLine.good(Subject.LETTERS, letters.waiting() == 0 ? "None waits." : waiting(letters, now));
    }

    private static String waiting(OutboxState letters, Instant now) {
        return InWords.count(letters.waiting(), "letter")
                + (letters.waiting() == 1 ? " waits" : " wait") + " to be sent"
                + letters.oldest()
                        .map(oldest -> ", the oldest for " + InWords.lasting(oldest, now))
                        .orElse("")
                + ".";
    }
}
