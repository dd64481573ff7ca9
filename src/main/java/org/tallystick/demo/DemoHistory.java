package org.tallystick.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.community.Community;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.posting.KeyClaim;
import org.tallystick.posting.KeyClaim.Fingerprint;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;

/** Some weeks of trading, posted like any import: through the ordinary writer, under keys, so that it is never there twice. */
@ApplicationScoped
class DemoHistory {
    /** @param daysAgo when it was booked, counted back from the first start */
    private record Past(int daysAgo, String payer, String payee, long amount, String description) {}

    private static final List<Past> TRADES = List.of(
            new Past(40, "alice", "maple-cafe", 12_50, "Breakfast for two"),
            new Past(38, "maple-cafe", "bob", 60_00, "Repair of the coffee machine"),
            new Past(35, "bob", "carol", 25_00, "Vegetable box"),
            new Past(33, "carol.HRS", "dan.HRS", 2_00, "Help in the garden"),
            new Past(30, "dan", "carol", 18_00, "Honey, three jars"),
            new Past(28, "erin", "alice", 20_00, "Guitar lesson"),
            new Past(24, "alice.HRS", "erin.HRS", 1_50, "Mending a coat"),
            new Past(21, "dan", "maple-cafe", 9_00, "Lunch"),
            new Past(17, "dan", "bob", 23_00, "Bicycle repair"),
            new Past(12, "bob", "erin", 15_75, "Jam and bread"),
            new Past(8, "maple-cafe", "carol", 44_20, "Eggs and salad"),
            new Past(5, "bob.HRS", "carol.HRS", 3_25, "Looking after the children"),
            new Past(2, "carol", "alice", 30_00, "Accounts for the household"));

    private final Directory directory;
    private final Posting posting;
    private final DemoOperator operator;
    private final Clock clock;

    DemoHistory(Directory directory, Posting posting, DemoOperator operator, Clock clock) {
        this.directory = directory;
        this.posting = posting;
        this.operator = operator;
        this.clock = clock;
    }

    void record(Community community) {
        long version = operator.access(community.slug()).version();
        List<TradeUnit> units = new ArrayList<>();
        for (int i = 0; i < TRADES.size(); i++) {
            units.add(unit(community, version, "demo-" + i, TRADES.get(i)));
        }
        posting.submitAll(units).forEach(answer -> {
            if (!(answer.join() instanceof Outcome.Booked)) {
                throw new IllegalStateException("a trade of the demo was not booked: " + answer.join());
            }
        });
    }

    private TradeUnit unit(Community community, long version, String key, Past past) {
        AccountRef payer = account(community, past.payer());
        AccountRef payee = account(community, past.payee());
        Instant bookedAt =
                clock.instant().minus(Duration.ofDays(past.daysAgo())).truncatedTo(ChronoUnit.SECONDS);
        LocalDate valueDate = LocalDate.ofInstant(bookedAt, community.timeZone());
        TradeDraft draft = TradeDraft.of(
                        Party.of(payer.address(), payer.id()),
                        Party.of(payee.address(), payee.id()),
                        Amount.ofMinorUnits(past.amount()),
                        valueDate)
                .imported(bookedAt);
        TradeOrder order = new TradeOrder(
                draft,
                payer.currency().code(),
                past.description(),
                operator.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        UUID keeper = community.id().value();
        // The time is not part of it: a start that completes an earlier one finds what that one booked.
        Fingerprint fingerprint = Fingerprint.of(
                List.of("demo", past.payer(), past.payee(), Long.toString(past.amount()), past.description()));
        return new TradeUnit(
                community.id(), version, Optional.of(new KeyClaim(keeper, key, fingerprint)), List.of(order));
    }

    private AccountRef account(Community community, String address) {
        return directory.find(community.id(), AccountAddress.parse(address)).orElseThrow();
    }
}
