package org.tallystick.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.community.Phase;
import org.tallystick.community.Settings;
import org.tallystick.csv.CsvDialect;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Database;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.testing.TestDatabase;

/** A report for which somebody waits. */
class KeepReportTest {
    private static final Currency HOURS = new Currency(new CurrencyCode("HRS"), "Hour", "h", 2);

    private final Reports reports =
            new Reports(List.of(new Slow()), new Database(TestDatabase.fresh().application()), Clock.systemUTC());

    /** The books of a very large community. */
    private static final class Slow implements Report {
        @Override
        public String code() {
            return "slow";
        }

        @Override
        public String title() {
            return "Slow";
        }

        @Override
        public Set<Parameter> takes() {
            return Set.of();
        }

        @Override
        public List<Column> columns() {
            return List.of();
        }

        @Override
        public void write(BooksAtOnce books, ReportRequest request, TableWriter writer)
                throws SQLException, IOException {
            books.each("SELECT pg_sleep(60)", row -> {});
        }
    }

    @Test
    @Timeout(30)
    void whatTakesTooLongIsBrokenOffAndTheAnswerSaysToAskForAnExport() {
        Community community = new Community(
                new CommunityId(UUID.randomUUID()),
                "maple",
                "Maple",
                ZoneId.of("UTC"),
                Settings.USUAL,
                List.of(new CommunityCurrency(HOURS, new CreditLimit(0), BalanceCap.NONE)),
                Phase.OPEN,
                1);
        ReportRequest request = new ReportRequest(
                community, "slow", HOURS, Optional.empty(), LocalDate.of(2026, 1, 1), Optional.empty());

        assertThatThrownBy(() -> new KeepReport(reports)
                        .keep(request, new CsvTableFormat(), CsvDialect.USUAL, Duration.ofMillis(200)))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    if (e.problem().type() != ProblemType.UNAVAILABLE) {
                        throw e;
                    }
                })
                .hasMessageContaining("ask for an export");
    }
}
