package org.tallystick.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.verification.AskedBy;
import org.tallystick.verification.VerifiedBooks;

class BooksLookTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration DAILY = Duration.ofDays(1);
    private static final Instant LATELY = NOW.minus(Duration.ofHours(3));
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(4));

    @Test
    void soundBooksAreGoodAndItIsSaidWhenAndByWhom() {
        StatusLine line = BooksLook.line(verified(LATELY, AskedBy.SERVICE), NOW);

        assertThat(line.state()).isEqualTo(State.GOOD);
        assertThat(line.sentence())
                .isEqualTo("The books are sound. They were verified 3 hours ago (2026-11-28 09:00 UTC), by the service"
                        + " itself.");
        assertThat(line.advice()).isEmpty();
        assertThat(BooksLook.line(verified(LATELY, AskedBy.COMMAND), NOW).sentence())
                .endsWith("by the command verify.");
        assertThat(BooksLook.line(verified(LATELY, AskedBy.ADMINISTRATOR), NOW).sentence())
                .endsWith("when an administrator asked.");
    }

    @Test
    void ofSeveralCommunitiesTheOneVerifiedTheLongestAgoIsTold() {
        VerifiedBooks books = new VerifiedBooks(
                3, 3, 0, 0, List.of(), Optional.of(LATELY), Optional.of(AskedBy.SERVICE), Optional.empty(), DAILY);

        assertThat(BooksLook.line(books, NOW).sentence())
                .isEqualTo(
                        "The books are sound. Those of all communities were verified 3 hours ago (2026-11-28 09:00 UTC)"
                                + " or later, by the service itself.");
    }

    @Test
    void booksThatAreNotRightAreBadAndTheEntryIsNamed() {
        VerifiedBooks.Wrong maple = new VerifiedBooks.Wrong(
                "maple-lets", LATELY, AskedBy.SERVICE, 7, List.of("I3 account 0190 entry 4", "I2 currency LEAF"));
        VerifiedBooks books = new VerifiedBooks(
                3,
                3,
                1,
                7,
                List.of(maple),
                Optional.of(LONG_AGO),
                Optional.of(AskedBy.SERVICE),
                Optional.of(NOW),
                DAILY);

        StatusLine line = BooksLook.line(books, NOW);

        assertThat(line.state()).isEqualTo(State.BAD);
        assertThat(line.sentence()).isEqualTo("The books of 1 community are not right: 7 violations.");
        assertThat(line.details())
                .containsExactly(
                        "maple-lets: 7 violations, found 3 hours ago (2026-11-28 09:00 UTC), by the service itself",
                        "maple-lets: I3 account 0190 entry 4",
                        "maple-lets: I2 currency LEAF");
        assertThat(line.advice()).startsWith("Repair nothing by hand.");
    }

    @Test
    void whatHasNotBeenVerifiedForThreeRoundsIsOverdue() {
        StatusLine line = BooksLook.line(verified(LONG_AGO, AskedBy.SERVICE), NOW);

        assertThat(line.state()).isEqualTo(State.ATTENTION);
        assertThat(line.sentence()).isEqualTo("Some books have not been verified for 4 days.");
        assertThat(BooksLook.line(verified(NOW.minus(Duration.ofDays(3)), AskedBy.SERVICE), NOW)
                        .state())
                .isEqualTo(State.GOOD);
    }

    @Test
    void whereOthersVerifyItIsOverdueAfterThreeDays() {
        VerifiedBooks books = new VerifiedBooks(
                1,
                1,
                0,
                0,
                List.of(),
                Optional.of(LATELY),
                Optional.of(AskedBy.SERVICE),
                Optional.empty(),
                Duration.ZERO);

        assertThat(BooksLook.line(books, NOW).state()).isEqualTo(State.GOOD);
        assertThat(BooksLook.line(books, NOW.plus(Duration.ofDays(4))).state()).isEqualTo(State.ATTENTION);
    }

    @Test
    void booksThatWereNeverVerifiedNeedAttentionUnlessTheyAreNew() {
        StatusLine old = BooksLook.line(never(LONG_AGO, DAILY), NOW);
        assertThat(old.state()).isEqualTo(State.ATTENTION);
        assertThat(old.sentence()).isEqualTo("The books have never been verified.");
        assertThat(old.advice()).startsWith("The service does it by itself, every 24 hours");
        assertThat(BooksLook.line(never(LONG_AGO, Duration.ZERO), NOW).advice())
                .startsWith("This instance does not do it by itself: TALLYSTICK_VERIFICATION_EVERY is 0s.");

        StatusLine fresh = BooksLook.line(never(LATELY, DAILY), NOW);
        assertThat(fresh.state()).isEqualTo(State.GOOD);
        assertThat(fresh.sentence()).isEqualTo("The books are new, and were not verified yet.");
    }

    @Test
    void oneCommunityThatWasNeverVerifiedIsNotHiddenByOthers() {
        VerifiedBooks books = new VerifiedBooks(
                3, 2, 0, 0, List.of(), Optional.of(LONG_AGO), Optional.of(AskedBy.SERVICE), Optional.empty(), DAILY);

        assertThat(BooksLook.line(books, NOW).sentence())
                .isEqualTo("Some books have not been verified for 4 days; those of 1 community never were.");
    }

    @Test
    void aVerificationThatFailedSinceNeedsAttention() {
        VerifiedBooks failed = new VerifiedBooks(
                1, 1, 0, 0, List.of(), Optional.of(LATELY), Optional.of(AskedBy.SERVICE), Optional.of(NOW), DAILY);
        assertThat(BooksLook.line(failed, NOW).state()).isEqualTo(State.ATTENTION);

        VerifiedBooks mended = new VerifiedBooks(
                1, 1, 0, 0, List.of(), Optional.of(LATELY), Optional.of(AskedBy.SERVICE), Optional.of(LONG_AGO), DAILY);
        assertThat(BooksLook.line(mended, NOW).state()).isEqualTo(State.GOOD);
    }

    @Test
    void withoutCommunitiesThereIsNothingToVerify() {
        VerifiedBooks none =
                new VerifiedBooks(0, 0, 0, 0, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), DAILY);

        assertThat(BooksLook.line(none, NOW)).isEqualTo(StatusLine.good(Subject.BOOKS, "There are no books yet."));
    }

    private static VerifiedBooks verified(Instant at, AskedBy by) {
        return new VerifiedBooks(1, 1, 0, 0, List.of(), Optional.of(at), Optional.of(by), Optional.empty(), DAILY);
    }

    private static VerifiedBooks never(Instant madeAt, Duration every) {
        return new VerifiedBooks(1, 0, 0, 0, List.of(), Optional.of(madeAt), Optional.empty(), Optional.empty(), every);
    }
}
