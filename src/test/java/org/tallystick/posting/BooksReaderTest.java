package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.testing.TestDatabase;

class BooksReaderTest {
    /** A rehearsal that skipped a trade as booked, and had not its balances, would refuse the trades that follow from it. */
    @Test
    void whatIsPostedWhileASnapshotIsReadIsNeitherInItsBalancesNorAmongItsKeys() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        BooksReader reader = new BooksReader(database.application());
        try (Ledger ledger = Ledger.on(database.application(), PostingSettings.defaults())) {
            AccountId alice = ledger.open(1_000);
            AccountId bob = ledger.open(0);
            ledger.booked(ledger.trade("before", alice, bob, 250));
            try (BooksReader.Snapshot snapshot = reader.snapshot()) {
                assertThat(balances(snapshot, ledger)).containsExactlyInAnyOrder(-250L, 250L);

                ledger.booked(ledger.trade("meanwhile", alice, bob, 50));

                assertThat(bought(snapshot, ledger)).containsExactly("before");
                assertThat(balances(snapshot, ledger)).containsExactlyInAnyOrder(-250L, 250L);
            }
            try (BooksReader.Snapshot snapshot = reader.snapshot()) {
                assertThat(bought(snapshot, ledger)).containsExactlyInAnyOrder("before", "meanwhile");
                assertThat(balances(snapshot, ledger)).containsExactlyInAnyOrder(-300L, 300L);
            }
        }
    }

    private static List<Long> balances(BooksReader.Snapshot snapshot, Ledger ledger) throws Exception {
        return snapshot.accounts(ledger.community).stream()
                .map(Account::balance)
                .map(balance -> balance.minorUnits())
                .toList();
    }

    private static Iterable<String> bought(BooksReader.Snapshot snapshot, Ledger ledger) throws Exception {
        return snapshot.bought(ledger.community, Ledger.CALLER, List.of("before", "meanwhile", "never"))
                .keySet();
    }
}
