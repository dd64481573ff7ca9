package org.tallystick.status;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.verification.AskedBy;
import org.tallystick.verification.LastVerifications;
import org.tallystick.verification.VerifiedBooks;

/** Whether the books were sound when they were last verified, and when that was. */
@Singleton
class BooksLook implements Look {
    /** It may fail twice without anybody being called. */
    private static final int ROUNDS = 3;

    private static final Duration WHERE_OTHERS_DO_IT = Duration.ofDays(3);

    private static final String VERIFY_NOW =
            "The log says why where it says \"The books cannot be verified right now\". An administrator can have"
                    + " them verified at once (docs/operations.md, Verifying the books).";

    private final LastVerifications last;

    BooksLook(LastVerifications last) {
        this.last = last;
    }

    @Override
    public Subject subject() {
        return Subject.BOOKS;
    }

    @Override
    public StatusLine look(Instant now) {
        return line(last.read(), now);
    }

    static StatusLine line(VerifiedBooks books, Instant now) {
        if (books.communitiesWrong() > 0) {
            return wrong(books, now);
        }
        if (books.verifiedSince().isEmpty()) {
            return StatusLine.good(Subject.BOOKS, "There are no books yet.");
        }
        Instant since = books.verifiedSince().get();
        if (isOverdue(books, since, now)) {
            return overdue(books, since, now);
        }
        if (books.failedAt().filter(since::isBefore).isPresent()) {
            return StatusLine.attention(
                    Subject.BOOKS,
                    "The books could not be verified when it was last tried, "
                            + InWords.ago(books.failedAt().get(), now) + ".",
                    VERIFY_NOW);
        }
        if (books.verified() == 0) {
            return StatusLine.good(Subject.BOOKS, "The books are new, and were not verified yet.")
                    .advising(soon(books));
        }
        return StatusLine.good(
                Subject.BOOKS,
                "The books are sound. "
                        + (books.communities() == 1 ? "They were" : "Those of all communities were")
                        + " verified " + InWords.ago(since, now)
                        + (books.communities() == 1 ? "" : " or later")
                        + books.longestAgoBy().map(by -> ", " + by(by)).orElse("") + ".");
    }

    private static boolean isOverdue(VerifiedBooks books, Instant since, Instant now) {
        Duration mayTake =
                books.every().isZero() ? WHERE_OTHERS_DO_IT : books.every().multipliedBy(ROUNDS);
        return since.plus(mayTake).isBefore(now);
    }

    private static StatusLine overdue(VerifiedBooks books, Instant since, Instant now) {
        if (books.verified() == 0) {
            return StatusLine.attention(
                    Subject.BOOKS, "The books have never been verified.", soon(books) + " " + VERIFY_NOW);
        }
        long never = books.communities() - books.verified();
        return StatusLine.attention(
                Subject.BOOKS,
                "Some books have not been verified for " + InWords.lasting(since, now)
                        + (never > 0 ? "; those of " + communities(never) + " never were." : "."),
                VERIFY_NOW);
    }

    private static String soon(VerifiedBooks books) {
        return books.every().isZero()
                ? "This instance does not do it by itself: TALLYSTICK_VERIFICATION_EVERY is 0s. One instance should."
                : "The service does it by itself, every " + InWords.lasting(books.every())
                        + ", and for the first time soon after it was started.";
    }

    private static StatusLine wrong(VerifiedBooks books, Instant now) {
        List<String> named = new ArrayList<>();
        for (VerifiedBooks.Wrong wrong : books.wrong()) {
            named.add(wrong.community() + ": " + InWords.count(wrong.violations(), "violation") + ", found "
                    + InWords.ago(wrong.verifiedAt(), now) + ", " + by(wrong.by()));
            wrong.named().forEach(one -> named.add(wrong.community() + ": " + one));
        }
        return StatusLine.bad(
                        Subject.BOOKS,
                        "The books of " + communities(books.communitiesWrong()) + " are not right: "
                                + InWords.count(books.violations(), "violation") + ".",
                        "Repair nothing by hand. Stop the service, keep the database as it is, and tell the"
                                + " administrators of the community. What to do then: docs/operations.md,"
                                + " TallystickBooksWrong.")
                .naming(named);
    }

    private static String communities(long number) {
        return number == 1 ? "1 community" : InWords.number(number) + " communities";
    }

    private static String by(AskedBy by) {
        return switch (by) {
            case SERVICE -> "by the service itself";
            case COMMAND -> "by the command verify";
            case ADMINISTRATOR -> "when an administrator asked";
        };
    }
}
