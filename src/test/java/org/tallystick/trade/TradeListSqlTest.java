package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Ids;
import org.tallystick.testing.BooksFixture;
import org.tallystick.testing.RawPosting;
import org.tallystick.testing.TestDatabase;

class TradeListSqlTest {
    @Test
    void aTradeIsFoundByItsFurtherPartiesHoweverItIsLookedFor() throws SQLException {
        TestDatabase database = TestDatabase.fresh();
        BooksFixture books = BooksFixture.in(database.owner(), "maple");
        UUID ann = books.account("ann", 100);
        UUID ben = books.account("ben", 100);
        UUID cleo = books.account("cleo", 100);
        UUID id = Ids.next();
        books.execute(new RawPosting(books.community().value())
                .trade(id, ann, ben, 40)
                .account(ann, -40, 1)
                .account(ben, 25, 1)
                .account(cleo, 15, 1)
                .entry(id, ann, 1, -40, -40)
                .entry(id, ben, 1, 25, 25)
                .entry(id, cleo, 1, 15, 15)
                .line(id, 2, cleo, 1, "payment")
                .sql());
        try (Connection connection = database.application().getConnection()) {
            TradeListSql sql = new TradeListSql(connection, books.community(), new UUID(0, 0), Ids.LAST, 10);
            List<AccountId> cleos = List.of(new AccountId(cleo));
            assertThat(sql.ofAccounts(cleos, Optional.empty())).containsExactly(new TradeId(id));
            assertThat(sql.ofAccounts(cleos, Optional.of(Ids.next()))).containsExactly(new TradeId(id));
        }
    }
}
