package org.tallystick.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Ids;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.RawPosting;
import org.tallystick.testing.TestDatabase;

/** Who has paid whom, where trades have several parties and levies. */
class PartnersOfManyTest {
    private TestDatabase database;
    private BooksFixture books;
    private UUID ann;
    private UUID ben;
    private UUID cleo;
    private UUID dan;
    private UUID fund;

    @BeforeEach
    void accounts() throws SQLException {
        database = TestDatabase.fresh();
        books = BooksFixture.in(database.owner(), "maple");
        ann = books.account("ann", 1000);
        ben = books.account("ben", 1000);
        cleo = books.account("cleo", 1000);
        dan = books.account("dan", 1000);
        fund = books.fund();
    }

    private RawPosting raw() {
        return new RawPosting(books.community().value());
    }

    @Test
    void aLevyIsNotPaidToAPartner() throws SQLException {
        UUID id = Ids.next();
        books.execute(raw().trade(id, ann, ben, 40)
                .account(ann, -44, 2)
                .account(ben, 40, 1)
                .account(fund, 4, 1)
                .entry(id, ann, 1, -40, -40)
                .entry(id, ben, 1, 40, 40)
                .entry(id, ann, 2, -4, -44)
                .entry(id, fund, 1, 4, 4)
                .line(id, 2, ann, 2, "levy")
                .line(id, 3, fund, 1, "levy")
                .sql());
        assertThat(partners(ben)).containsExactly(new Partner(Amount.ofMinorUnits(40), Amount.ZERO));
        assertThat(partners(ann)).containsExactly(new Partner(Amount.ZERO, Amount.ofMinorUnits(40)));
    }

    @Test
    void eachPaysEachInProportionOfWhatIsLeft() throws SQLException {
        UUID id = Ids.next();
        books.execute(raw().trade(id, ann, cleo, 40)
                .account(ann, -30, 1)
                .account(ben, -10, 1)
                .account(cleo, 25, 1)
                .account(dan, 15, 1)
                .entry(id, ann, 1, -30, -30)
                .entry(id, cleo, 1, 25, 25)
                .entry(id, ben, 1, -10, -10)
                .entry(id, dan, 1, 15, 15)
                .line(id, 1, ben, 1, "payment")
                .line(id, 3, dan, 1, "payment")
                .sql());
        // Of 30 and 10, five eighths and three: rounded down.
        assertThat(received(cleo)).containsOnly(entry(18L, 1), entry(6L, 1));
        assertThat(received(dan)).containsOnly(entry(11L, 1), entry(3L, 1));

        UUID back = Ids.next();
        books.execute(raw().reversal(back, id, cleo, ann, 20)
                .account(cleo, 5, 2)
                .account(ann, -10, 2)
                .entry(back, cleo, 2, -20, 5)
                .entry(back, ann, 2, 20, -10)
                .sql());
        assertThat(received(cleo)).containsOnly(entry(2L, 2));
        assertThat(received(dan)).containsOnly(entry(7L, 2));
    }

    /** How often somebody has paid that much. */
    private Map<Long, Integer> received(UUID account) throws SQLException {
        Map<Long, Integer> received = new HashMap<>();
        partners(account).forEach(partner -> received.merge(partner.paidByIt().minorUnits(), 1, Integer::sum));
        return received;
    }

    private List<Partner> partners(UUID account) throws SQLException {
        Duration day = Duration.ofDays(1);
        try (Connection connection = database.application().getConnection()) {
            return new PartnerSql(connection, books.community(), new CurrencyCode(BooksFixture.HOURS))
                    .read(Instant.now().minus(day), Instant.now().plus(day), Optional.empty())
                    .with(new AccountId(account));
        }
    }
}
