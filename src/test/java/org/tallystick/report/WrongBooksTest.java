package org.tallystick.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.community.Phase;
import org.tallystick.community.Settings;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Database;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.TestDatabase;

/** Books that no service would write, for nothing guards them here. */
class WrongBooksTest {
    private static final Currency HOURS = new Currency(new CurrencyCode(BooksFixture.HOURS), "Hour", "h", 2);

    private TestDatabase database;
    private BooksFixture books;
    private UUID alice;

    @BeforeEach
    void someBooks() throws SQLException {
        database = TestDatabase.freshWithoutGuards();
        books = BooksFixture.in(database.owner(), "maple");
        alice = books.account("alice", 1_000);
        UUID bob = books.account("bob", 1_000);
        books.trade(alice, bob, 250);
        books.trade(bob, alice, 100);
    }

    @Test
    void whereBalancesDoNotSumToZeroTheReportSaysSoAboveAll() throws SQLException, IOException {
        assertThat(read("trial-balance").head().subtitle()).contains("All balances sum to 0.00, as they must");

        spoil("UPDATE account SET balance = balance + 7 WHERE account_id = '" + alice + "'");

        for (String report : List.of("trial-balance", "balances")) {
            CollectedTable table = read(report);
            assertThat(table.head().subtitle())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("THE BOOKS ARE WRONG: all balances sum to 0.07 and not to zero"));
            assertThat(table.units(table.total(), "balance")).isEqualTo(7);
        }
    }

    @Test
    void soItDoesOfAPastDayWhereAnEntryWasFalsified() throws SQLException, IOException {
        spoil("UPDATE entry SET balance_after = balance_after - 30 WHERE entry_no = 2 AND account_id = '" + alice
                + "'");
        UUID carol = books.account("carol", 1_000);
        spoil("UPDATE account SET last_booked_at = now() WHERE entry_count > 0");
        assertThat(carol).isNotNull();

        assertThat(read("balances", LocalDate.of(2026, 1, 1)).head().subtitle())
                .anySatisfy(line -> assertThat(line).startsWith("All balances sum to 0.00"));
        spoil("INSERT INTO entry SELECT community_id, account_id, 3, trade_id, amount, balance_after, now() FROM entry"
                + " WHERE entry_no = 2");
        spoil("UPDATE account SET entry_count = 3 WHERE entry_count = 2");

        assertThat(read("balances", LocalDate.of(2026, 1, 1)).head().subtitle())
                .anySatisfy(line -> assertThat(line).startsWith("THE BOOKS ARE WRONG: all balances sum to -0.30"));
    }

    @Test
    void theSumIsSaidInFullHoweverLargeItIs() {
        assertThat(ZeroSum.said(BigDecimal.ZERO, 0)).isEqualTo("All balances sum to 0, as they must");
        assertThat(ZeroSum.said(new BigDecimal("-92233720368547758080"), 4))
                .startsWith("THE BOOKS ARE WRONG: all balances sum to -9223372036854775.8080 and");
    }

    private void spoil(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private CollectedTable read(String code) throws IOException {
        return read(code, LocalDate.of(2026, 2, 1));
    }

    private CollectedTable read(String code, LocalDate day) throws IOException {
        Community community = new Community(
                books.community(),
                "maple",
                "Maple",
                ZoneId.of("UTC"),
                Settings.USUAL,
                List.of(new CommunityCurrency(HOURS, new CreditLimit(0), BalanceCap.NONE)),
                Phase.OPEN,
                1);
        CollectedTable table = new CollectedTable();
        new Reports(
                        List.of(new TrialBalanceReport(), new BalancesReport()),
                        new Database(database.application()),
                        Clock.systemUTC())
                .write(new ReportRequest(community, code, HOURS, Optional.empty(), day, Optional.empty()), table);
        return table;
    }
}
