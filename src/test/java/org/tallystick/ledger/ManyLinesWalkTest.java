package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.Sample.CURRENCY;
import static org.tallystick.ledger.Sample.NOW;
import static org.tallystick.ledger.Sample.RULES;
import static org.tallystick.ledger.Sample.TODAY;
import static org.tallystick.ledger.Sample.id;
import static org.tallystick.ledger.Sample.tradeId;
import static org.tallystick.ledger.Sample.units;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.tallystick.ledger.Decision.Posted;
import org.tallystick.ledger.Decision.Refused;

/** Trades of several parties with levies, and their reversals, at random: held against sums that are made by hand. */
class ManyLinesWalkTest {
    private static final int MEMBERS = 6;
    private static final int FUND = 50;
    private static final int STEPS = 600;
    private static final long LIMIT = 40;
    private static final long CAP = 12;
    private static final Set<String> MET = new HashSet<>();

    private final Random random = new Random();
    private long seed;
    private Book book = new Book(RULES, List.of(), Map.of());
    private final Map<AccountId, Long> balances = new HashMap<>();

    /** A trade as it was booked, and what is left of each of its lines and of the whole. */
    private record Booked(TradeId id, long amount, List<Line> lines, Map<Line.Key, Long> left) {
        long total() {
            return ManyLinesWalkTest.lines(this, LineKind.PAYMENT, true).stream()
                    .mapToLong(line -> left.get(line.key()))
                    .sum();
        }
    }

    private final List<Booked> trades = new ArrayList<>();

    @RepeatedTest(5)
    void everyDecisionIsWhatItsLinesSumUpTo() {
        seed = System.nanoTime();
        random.setSeed(seed);
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            accounts.add(Account.opened(id(i), CURRENCY, new CreditLimit(LIMIT), new BalanceCap(CAP)));
        }
        accounts.add(Account.opened(id(FUND), CURRENCY, new CreditLimit(0), BalanceCap.NONE));
        accounts.forEach(account -> balances.put(account.id(), 0L));
        book = new Book(RULES, accounts, Map.of());
        for (int step = 1; step <= STEPS; step++) {
            if (random.nextInt(6) == 0) {
                spendFromFund();
            } else if (trades.isEmpty() || random.nextInt(3) > 0) {
                trade(step);
            } else {
                reverse(trades.get(random.nextInt(trades.size())));
            }
            assertSame(step);
        }
    }

    /** One walk may miss something by chance; all of them together do not. */
    @AfterAll
    static void theWalksMetEverything() {
        assertThat(MET)
                .contains("ok", "reversed", "same-account", "credit-limit-exceeded", "balance-cap-exceeded")
                .contains("fund", "amount-not-positive");
    }

    private void trade(int step) {
        int payers = 1 + random.nextInt(3);
        int payees = 1 + random.nextInt(3);
        List<Share> paying = new ArrayList<>();
        List<Share> paid = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < payers; i++) {
            long amount = random.nextInt(12);
            total += amount;
            paying.add(new Share(party(random.nextInt(MEMBERS)), units(amount)));
        }
        for (int i = 0; i < payees; i++) {
            long amount = i == payees - 1 ? total : random.nextLong(total + 1);
            total -= amount;
            paid.add(new Share(party(random.nextInt(MEMBERS)), units(amount)));
        }
        LevyRule rule = new LevyRule(
                random.nextInt(300_000), units(random.nextInt(3)), Optional.empty(), Optional.of(units(4)));
        List<Levy> levies = new ArrayList<>();
        for (Share share : random.nextBoolean() ? paying : paid) {
            levies.add(new Levy(share.party(), share.amount(), rule, party(FUND)));
        }
        TradeDraft draft = TradeDraft.of(paying, paid, TODAY).levying(levies);
        Map<AccountId, Long> net = new HashMap<>();
        Map<Line.Key, Long> left = new LinkedHashMap<>();
        paying.forEach(share -> add(net, left, share.party(), -share.amount().minorUnits(), LineKind.PAYMENT));
        paid.forEach(share -> add(net, left, share.party(), share.amount().minorUnits(), LineKind.PAYMENT));
        long collected = 0;
        for (Levy levy : levies) {
            long owed = rule.on(levy.base()).minorUnits();
            add(net, left, levy.party(), -owed, LineKind.LEVY);
            collected += owed;
        }
        add(net, left, party(FUND), collected, LineKind.LEVY);
        boolean zero = draft.dealers().size() != paying.size() + paid.size()
                || paying.stream().anyMatch(share -> share.amount().isZero())
                || paid.stream().anyMatch(share -> share.amount().isZero());
        boolean twice = new HashSet<>(draft.dealers()).size() < draft.dealers().size();
        String expected = zero ? "amount-not-positive" : twice ? "same-account" : byLimits(net);
        Decision decision = decide(draft, expected);
        if (decision instanceof Posted posted) {
            long amount = paying.stream()
                    .mapToLong(share -> share.amount().minorUnits())
                    .sum();
            List<Line> lines = posted.entries().stream()
                    .map(entry -> new Line(partyOf(entry.account()), entry.amount(), entry.kind()))
                    .toList();
            trades.add(new Booked(tradeId(step), amount, lines, left));
            net.forEach((account, change) -> balances.merge(account, change, Long::sum));
        }
    }

    private void spendFromFund() {
        AccountId member = id(random.nextInt(MEMBERS));
        long amount = 1 + random.nextLong(balances.get(id(FUND)) + 2);
        Map<AccountId, Long> net = Map.of(id(FUND), -amount, member, amount);
        if (decide(TradeDraft.of(party(FUND), partyOf(member), units(amount), TODAY), byLimits(net))
                instanceof Posted) {
            net.forEach((account, change) -> balances.merge(account, change, Long::sum));
        }
    }

    private static void add(
            Map<AccountId, Long> net, Map<Line.Key, Long> left, Party party, long change, LineKind kind) {
        net.merge(party.account().orElseThrow(), change, Long::sum);
        if (change != 0) {
            left.put(new Line.Key(party.account().orElseThrow(), kind), Math.abs(change));
        }
    }

    /** The first account that would pass a limit by the net of all its lines decides. */
    private String byLimits(Map<AccountId, Long> net) {
        boolean beneath = net.entrySet().stream()
                .anyMatch(one -> one.getValue() < 0
                        && balances.get(one.getKey()) + one.getValue()
                                < (one.getKey().equals(id(FUND)) ? 0 : -LIMIT));
        boolean above = net.entrySet().stream()
                .anyMatch(one -> one.getValue() > 0
                        && !one.getKey().equals(id(FUND))
                        && balances.get(one.getKey()) + one.getValue() > CAP);
        return beneath ? "credit-limit-exceeded" : above ? "balance-cap-exceeded" : "ok";
    }

    private void reverse(Booked trade) {
        long total = trade.total();
        if (total == 0) {
            return;
        }
        long part = random.nextInt(3) == 0 ? total : 1 + random.nextLong(total);
        Map<AccountId, Long> net = new HashMap<>();
        Map<Line.Key, Long> back = new HashMap<>();
        share(trade, LineKind.PAYMENT, true, part, net, back);
        share(trade, LineKind.PAYMENT, false, part, net, back);
        long owed = lines(trade, LineKind.LEVY, true).stream()
                .mapToLong(line -> trade.left().get(line.key()))
                .sum();
        long levy = NaiveShares.halfEven(owed, part, total);
        share(trade, LineKind.LEVY, true, levy, net, back);
        share(trade, LineKind.LEVY, false, levy, net, back);
        ReversalDraft draft = ReversalDraft.of(
                new ReversalDraft.Original(trade.id(), units(trade.amount()), false, trade.lines()),
                Optional.of(units(part)),
                TODAY);
        String expected = byLimits(net);
        Decision decision = decide(draft, expected);
        if (decision instanceof Refused && balances.get(id(FUND)) + net.getOrDefault(id(FUND), 0L) < 0) {
            MET.add("fund");
        }
        if (decision instanceof Posted) {
            MET.add("reversed");
            back.forEach((key, amount) -> trade.left().merge(key, -amount, Long::sum));
            net.forEach((account, change) -> balances.merge(account, change, Long::sum));
        }
    }

    private static List<Line> lines(Booked trade, LineKind kind, boolean negative) {
        return trade.lines().stream()
                .filter(line -> line.kind() == kind && line.change().isNegative() == negative)
                .toList();
    }

    private static void share(
            Booked trade,
            LineKind kind,
            boolean negative,
            long part,
            Map<AccountId, Long> net,
            Map<Line.Key, Long> back) {
        List<Line> some = lines(trade, kind, negative);
        List<Long> shares = NaiveShares.of(
                part, some.stream().map(line -> trade.left().get(line.key())).toList());
        for (int i = 0; i < some.size(); i++) {
            back.put(some.get(i).key(), shares.get(i));
            net.merge(some.get(i).key().account(), negative ? shares.get(i) : -shares.get(i), Long::sum);
        }
    }

    private Decision decide(Draft draft, String expected) {
        Decision decision = book.decide(draft, NOW);
        String answer = decision instanceof Refused refused ? refused.refusal().code() : "ok";
        assertThat(answer).as("%s, seed %d", draft, seed).isEqualTo(expected);
        MET.add(answer);
        book.apply(draft, decision);
        return decision;
    }

    private void assertSame(int step) {
        balances.forEach((account, balance) -> assertThat(
                        book.account(account).orElseThrow().balance().minorUnits())
                .as("%s at step %d of seed %d", account, step, seed)
                .isEqualTo(balance));
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
    }

    private static Party party(int number) {
        return Party.of("a" + number, id(number));
    }

    private static Party partyOf(AccountId account) {
        return Party.of("a" + account.value().getLeastSignificantBits(), account);
    }
}
