package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Levy;
import org.tallystick.ledger.LevyRule;
import org.tallystick.ledger.Line;
import org.tallystick.ledger.LineKind;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.ReversalDraft;
import org.tallystick.ledger.Share;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.testing.TestDatabase;

/** Trades of several parties with levies on a real database, with the guards in place. */
class ManyLinesPostingTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final LevyRule TENTH = new LevyRule(100_000, Amount.ZERO, Optional.empty(), Optional.empty());

    private Ledger ledger;
    private AccountId ann;
    private AccountId ben;
    private AccountId cleo;
    private AccountId dan;
    private AccountId fund;

    @BeforeEach
    void accounts() throws SQLException {
        ledger = Ledger.on(DATABASE.application(), PostingSettings.defaults());
        ann = ledger.open(10_000);
        ben = ledger.open(10_000);
        cleo = ledger.open(0);
        dan = ledger.open(0);
        fund = ledger.openFund();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Ann pays 700 and ben 301, of which cleo gets 600 and dan 401; the payers owe a tenth. */
    private TradeDraft meal() {
        return TradeDraft.of(
                        List.of(share(ann, 700), share(ben, 301)),
                        List.of(share(cleo, 600), share(dan, 401)),
                        ledger.today())
                .levying(List.of(levy(ann, 700), levy(ben, 301)));
    }

    private static Share share(AccountId account, long amount) {
        return new Share(Ledger.party(account), Amount.ofMinorUnits(amount));
    }

    private Levy levy(AccountId account, long base) {
        return new Levy(Ledger.party(account), Amount.ofMinorUnits(base), TENTH, Ledger.party(fund));
    }

    private TradeOrder reversal(BookedTrade trade, Optional<Amount> amount) {
        List<Line> lines = trade.entries().stream()
                .map(entry -> new Line(Ledger.party(entry.account()), entry.amount(), entry.kind()))
                .toList();
        return ledger.order(ReversalDraft.of(
                new ReversalDraft.Original(
                        trade.id(), trade.amount(), trade.reverses().isPresent(), lines),
                amount,
                ledger.today()));
    }

    @Test
    void allOfItsLinesAreBookedAndTheRepeatSaysTheSame() throws SQLException {
        TradeUnit unit = ledger.unit("meal", ledger.order(meal()));
        BookedTrade trade = ledger.booked(unit);
        assertThat(trade.entries())
                .extracting(entry -> entry.amount().minorUnits())
                .containsExactly(-700L, -301L, 600L, 401L, -70L, -30L, 100L);
        assertThat(trade.entries().subList(4, 7)).allMatch(entry -> entry.kind() == LineKind.LEVY);
        assertThat(ledger.booked(unit)).isEqualTo(trade);
        assertThat(ledger.balance(ann)).isEqualTo(-770);
        assertThat(ledger.balance(fund)).isEqualTo(100);
        assertThat(ledger.count("trade_line")).isEqualTo(5);

        BookedTrade back = ledger.booked(ledger.unit("back", reversal(trade, Optional.empty())));
        assertThat(back.entries())
                .extracting(entry -> entry.amount().minorUnits())
                .containsExactly(-600L, -401L, 700L, 301L, -100L, 70L, 30L);
        assertThat(ledger.balances().values()).allMatch(account -> account.get(0) == 0);
        verify();
    }

    @Test
    void whereTheFundHasNotGotItNothingGoesBack() throws SQLException {
        BookedTrade trade = ledger.booked(ledger.unit("meal", ledger.order(meal())));
        ledger.booked(ledger.trade("spent", fund, ann, 60));
        Outcome refused = ledger.post(ledger.unit("back", reversal(trade, Optional.empty())));
        assertThat(((Outcome.Refused) refused).refusals().get(0))
                .get()
                .isInstanceOfSatisfying(
                        Refusal.CreditLimitExceeded.class,
                        limit -> assertThat(limit.account()).isEqualTo(fund));
        BookedTrade part = ledger.booked(ledger.unit("part", reversal(trade, Optional.of(Amount.ofMinorUnits(400)))));
        assertThat(part.entries()).hasSizeGreaterThan(4);
        assertThat(ledger.balance(fund)).isZero();
        verify();
    }

    @Test
    void manyPartialReversalsAtOnceNeverExceedTheTradeOrALineOfIt() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BookedTrade trade = ledger.booked(ledger.unit("meal", ledger.order(meal())));
        try (Ledger other = ledger.secondInstance(PostingSettings.defaults())) {
            List<CompletableFuture<Outcome>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                TradeOrder part = reversal(trade, Optional.of(Amount.ofMinorUnits(1L + random.nextInt(60))));
                answers.add((i % 2 == 0 ? ledger : other)
                        .posting
                        .submit(ledger.unit("part " + i, part))
                        .toCompletableFuture());
            }
            long back = answers.stream()
                    .map(CompletableFuture::join)
                    .filter(Outcome.Booked.class::isInstance)
                    .mapToLong(outcome ->
                            ((Outcome.Booked) outcome).trades().get(0).amount().minorUnits())
                    .sum();
            assertThat(back).as("seed %d", seed).isBetween(900L, 1001L);
        }
        verify();
        if (ledger.balance(cleo) + ledger.balance(dan) > 0) {
            ledger.booked(ledger.unit("the rest", reversal(trade, Optional.empty())));
        }
        assertThat(ledger.balances().values()).as("seed %d", seed).allMatch(account -> account.get(0) == 0);
        verify();
    }

    private void verify() throws SQLException {
        assertThat(new VerifyLedger(DATABASE.application())
                        .verify(ledger.community)
                        .violations())
                .isEmpty();
    }
}
