package org.tallystick.verification;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.posting.VerifyLedger;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.SettableClock;
import org.tallystick.testing.TestDatabase;

/** The community {@code maple} with a trade, on a database without guards, and what verifies its books. */
final class VerifiedTown {
    static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    final TestDatabase database = TestDatabase.freshWithoutGuards();
    final SettableClock clock = new SettableClock(NOW);
    final UUID alice;
    final LastVerifications last =
            new LastVerifications(new Sql(new Database(database.application())), () -> Duration.ofDays(1), clock);
    final VerifyAllBooks verifyAllBooks = new VerifyAllBooks(new VerifyLedger(database.application()), last, clock);

    VerifiedTown() throws SQLException {
        BooksFixture books = BooksFixture.in(database.owner(), "maple");
        alice = books.account("alice", 100);
        books.trade(alice, books.account("bob", 100), 25);
        database.asAdministrator("UPDATE community SET created_at = '2026-11-01T00:00:00Z'");
    }

    void breakTheBooks() {
        database.asAdministrator("UPDATE account SET balance = -26 WHERE account_id = '" + alice + "'");
    }
}
