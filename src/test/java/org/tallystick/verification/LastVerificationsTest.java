package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.posting.Verification;
import org.tallystick.posting.Violation;
import org.tallystick.testing.BooksFixture;

class LastVerificationsTest {
    private static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOON = VerifiedTown.NOW;
    private static final Verification RIGHT = new Verification(true, Map.of(), List.of(), 0);

    private VerifiedTown town;

    @BeforeEach
    void aTown() throws SQLException {
        town = new VerifiedTown();
    }

    @Test
    void booksThatWereNeverVerifiedAreUnverifiedSinceThereAreAny() {
        VerifiedBooks books = town.last.read();

        assertThat(books.communities()).isOne();
        assertThat(books.verified()).isZero();
        assertThat(books.verifiedSince()).contains(MADE);
        assertThat(books.longestAgoBy()).isEmpty();
        assertThat(books.failedAt()).isEmpty();
        assertThat(books.every()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void withoutACommunityThereIsNothingToVerify() {
        town.database.asAdministrator("TRUNCATE community CASCADE");

        assertThat(town.last.read().verifiedSince()).isEmpty();
    }

    @Test
    void anotherInstanceKnowsWhatWasFound() throws SQLException {
        town.breakTheBooks();
        town.verifyAllBooks.verify(AskedBy.SERVICE, (slug, verification) -> {});

        VerifiedBooks books = another().read();

        assertThat(books.verified()).isOne();
        assertThat(books.communitiesWrong()).isOne();
        assertThat(books.violations()).isEqualTo(2);
        assertThat(books.verifiedSince()).contains(NOON);
        assertThat(books.longestAgoBy()).contains(AskedBy.SERVICE);
        assertThat(books.wrong())
                .containsExactly(new VerifiedBooks.Wrong(
                        "maple", NOON, AskedBy.SERVICE, 2, List.of("I2 currency HRS", "I3 account " + town.alice)));
    }

    private LastVerifications another() {
        return new LastVerifications(
                new Sql(new Database(town.database.application())), () -> Duration.ZERO, town.clock);
    }

    @Test
    void ofTwoThatOverlapTheOneThatBeganLaterStays() {
        town.last.remember("maple", NOON, AskedBy.COMMAND, wrong(1));
        town.last.remember("maple", NOON.minusSeconds(1), AskedBy.SERVICE, RIGHT);
        assertThat(town.last.read().violations()).isOne();

        town.last.remember("maple", NOON.plusSeconds(1), AskedBy.ADMINISTRATOR, RIGHT);
        assertThat(town.last.read().violations()).isZero();
        assertThat(town.last.read().longestAgoBy()).contains(AskedBy.ADMINISTRATOR);
    }

    @Test
    void theCommunityThatWasVerifiedTheLongestAgoCounts() throws SQLException {
        BooksFixture.in(town.database.owner(), "birch");
        town.last.remember("birch", NOON.minusSeconds(60), AskedBy.COMMAND, RIGHT);
        town.last.remember("maple", NOON, AskedBy.SERVICE, RIGHT);

        assertThat(town.last.read().verifiedSince()).contains(NOON.minusSeconds(60));
        assertThat(town.last.read().longestAgoBy()).contains(AskedBy.COMMAND);
    }

    @Test
    void aFewAreNamedAndAllAreCounted() {
        town.last.remember("maple", NOON, AskedBy.SERVICE, wrong(1_200));

        assertThat(town.last.read().violations()).isEqualTo(1_200);
        assertThat(town.last.read().wrong().get(0).named()).hasSize(5);
    }

    @Test
    void whatCannotBeRememberedIsFoundAllTheSame() throws SQLException {
        town.database.asAdministrator("DROP TABLE books_verification");

        town.verifyAllBooks.verify(
                AskedBy.SERVICE,
                (slug, verification) -> assertThat(verification.ok()).isTrue());
    }

    @Test
    void aVerificationThatCouldNotBeEndedIsKnownHere() {
        town.last.failed();

        assertThat(town.last.read().failedAt()).contains(NOON);
    }

    private static Verification wrong(int violations) {
        List<Violation> named = IntStream.range(0, Math.min(violations, Verification.MOST_NAMED))
                .mapToObj(number -> new Violation("I1", "trade " + number, "does not sum to zero"))
                .toList();
        return new Verification(false, Map.of(), named, violations);
    }
}
