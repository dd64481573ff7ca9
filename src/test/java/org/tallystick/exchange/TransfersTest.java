package org.tallystick.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.exchange.Transfers.Transfer;

class TransfersTest {
    private static final UUID ID = new UUID(0, 7);

    private static ExportSql.Trade trade(String... lines) {
        return new ExportSql.Trade(
                ID,
                Instant.EPOCH,
                LocalDate.EPOCH,
                "alice",
                "bob",
                40,
                "bread",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                "alice",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(lines));
    }

    @Test
    void aTradeOfTwoLinesIsOnePayment() {
        assertThat(Transfers.of(trade())).containsExactly(new Transfer(ID.toString(), "alice", "bob", 40));
    }

    @Test
    void aLevyIsAPaymentToTheFundAndOneThatComesBackIsOneOfTheFund() {
        assertThat(Transfers.of(
                        trade("alice -40 payment", "bob 40 payment", "alice -3 levy", "bob -1 levy", "fund 4 levy")))
                .containsExactly(
                        new Transfer(ID.toString(), "alice", "bob", 40),
                        new Transfer(ID + "#2", "alice", "fund", 3),
                        new Transfer(ID + "#3", "bob", "fund", 1));
        assertThat(Transfers.of(trade("bob -40 payment", "alice 40 payment", "fund -3 levy", "alice 3 levy")))
                .contains(new Transfer(ID + "#2", "fund", "alice", 3));
    }

    @Test
    void severalPayersPaySeveralPayeesOneAfterTheOther() {
        assertThat(Transfers.of(trade(
                        "alice -25 payment",
                        "ann -15 payment",
                        "bob 10 payment",
                        "carol 20 payment",
                        "dan 10 payment")))
                .extracting(Transfer::payer, Transfer::payee, Transfer::amount)
                .containsExactly(
                        tuple("alice", "bob", 10L),
                        tuple("alice", "carol", 15L),
                        tuple("ann", "carol", 5L),
                        tuple("ann", "dan", 10L));
    }
}
