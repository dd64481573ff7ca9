package org.tallystick.posting;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.ReversalDraft;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.platform.Ids;
import org.tallystick.posting.KeyClaim.Fingerprint;
import org.tallystick.posting.OpenAccounts.NewAccount;

/** One community with one currency on a database, and the posting of one instance of the service: for tests. */
final class Ledger implements AutoCloseable {
    static final CurrencyCode CURRENCY = new CurrencyCode("CRED");
    static final UUID CALLER = Ids.next();

    final DataSource dataSource;
    final CommunityId community;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Posting posting;
    final List<AccountId> accounts = new ArrayList<>();
    private final Clock clock;
    private final ZoneId zone;

    private Ledger(
            DataSource dataSource,
            CommunityId community,
            PostingSettings settings,
            Clock clock,
            ZoneId zone,
            PostingTraces traces) {
        this.dataSource = dataSource;
        this.community = community;
        this.clock = clock;
        this.zone = zone;
        this.posting = new Posting(dataSource, settings, clock, new PostingMetrics(registry), traces);
    }

    static Ledger on(DataSource dataSource, PostingSettings settings) throws SQLException {
        return on(dataSource, settings, Clock.systemUTC(), ZoneId.of("Europe/Lisbon"));
    }

    /** Of a community of that time zone, at the time that this clock shows. */
    static Ledger on(DataSource dataSource, PostingSettings settings, Clock clock, ZoneId zone) throws SQLException {
        return on(dataSource, settings, clock, zone, PostingTraces.OFF);
    }

    /** One that makes traces. */
    static Ledger traced(DataSource dataSource, PostingSettings settings, PostingTraces traces) throws SQLException {
        return on(dataSource, settings, Clock.systemUTC(), ZoneId.of("Europe/Lisbon"), traces);
    }

    private static Ledger on(
            DataSource dataSource, PostingSettings settings, Clock clock, ZoneId zone, PostingTraces traces)
            throws SQLException {
        CommunityId community = new CommunityId(Ids.next());
        try (Connection connection = dataSource.getConnection()) {
            String slug = "c" + community.value();
            execute(
                    connection,
                    "INSERT INTO community (community_id, slug, name, time_zone, created_at) "
                            + "VALUES (?, ?, 'Test', ?, now())",
                    community.value(),
                    slug,
                    zone.getId());
            execute(
                    connection,
                    "INSERT INTO currency (community_id, code, name, symbol, scale, position) "
                            + "VALUES (?, 'CRED', 'Credit', 'c', 2, 0)",
                    community.value());
        }
        return new Ledger(dataSource, community, settings, clock, zone, traces);
    }

    /** Another instance of the service on the same books. */
    Ledger secondInstance(PostingSettings settings) {
        return secondInstance(dataSource, settings);
    }

    /** The same, by another way to them. */
    Ledger secondInstance(DataSource way, PostingSettings settings) {
        Ledger second = new Ledger(way, community, settings, clock, zone, PostingTraces.OFF);
        second.accounts.addAll(accounts);
        return second;
    }

    AccountId open(long creditLimit) throws SQLException {
        return open(creditLimit, BalanceCap.NONE);
    }

    /** An account in another currency. */
    AccountId openIn(CurrencyCode currency) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(
                    connection,
                    "INSERT INTO currency (community_id, code, name, symbol, scale, position) VALUES (?, ?, 'Other', 'o', 2, 1)",
                    community.value(),
                    currency.value());
        }
        return open(0, BalanceCap.NONE, currency);
    }

    AccountId open(long creditLimit, BalanceCap cap) throws SQLException {
        return open(creditLimit, cap, CURRENCY);
    }

    private AccountId open(long creditLimit, BalanceCap cap, CurrencyCode currency) throws SQLException {
        AccountId account = new AccountId(Ids.next());
        UUID member = Ids.next();
        try (Connection connection = dataSource.getConnection()) {
            execute(
                    connection,
                    "INSERT INTO member (community_id, member_id, handle, name, kind, joined, created_at) "
                            + "VALUES (?, ?, ?, 'Someone', 'person', current_date, now())",
                    community.value(),
                    member,
                    "m" + member);
            OpenAccounts.open(
                    connection,
                    community,
                    List.of(new NewAccount(
                            account,
                            currency,
                            "member",
                            Optional.of(member),
                            Optional.empty(),
                            new CreditLimit(creditLimit),
                            cap)));
        }
        accounts.add(account);
        return account;
    }

    AccountId openFund() throws SQLException {
        AccountId account = new AccountId(Ids.next());
        try (Connection connection = dataSource.getConnection()) {
            OpenAccounts.open(
                    connection,
                    community,
                    List.of(new NewAccount(
                            account,
                            CURRENCY,
                            "fund",
                            Optional.empty(),
                            Optional.empty(),
                            new CreditLimit(0),
                            BalanceCap.NONE)));
        }
        accounts.add(account);
        return account;
    }

    /** Any draft of a trade or a reversal. */
    TradeOrder order(Draft draft) {
        return new TradeOrder(
                draft, CURRENCY, "bread", CALLER, Optional.empty(), Optional.of("agreed"), Optional.empty(), Map.of());
    }

    TradeOrder order(AccountId payer, AccountId payee, long amount) {
        return order(payer, payee, amount, CALLER, Optional.empty());
    }

    /** What a user records under a limit, or without. */
    TradeOrder order(AccountId payer, AccountId payee, long amount, UUID recordedBy, Optional<SpendingLimit> limit) {
        return new TradeOrder(
                TradeDraft.of(party(payer), party(payee), Amount.ofMinorUnits(amount), today())
                        .boundBy(limit),
                CURRENCY,
                "bread",
                recordedBy,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    TradeOrder reversal(BookedTrade original, Optional<Amount> amount) {
        return reversal(original, amount, CALLER, Optional.empty());
    }

    TradeOrder reversal(BookedTrade original, Optional<Amount> amount, UUID recordedBy, Optional<SpendingLimit> limit) {
        return new TradeOrder(
                new ReversalDraft(
                        party(original.payee()),
                        party(original.payer()),
                        new ReversalDraft.Original(
                                original.id(),
                                original.amount(),
                                original.reverses().isPresent()),
                        amount,
                        today(),
                        false,
                        limit),
                CURRENCY,
                "bread",
                recordedBy,
                Optional.empty(),
                Optional.of("it was stale"),
                Optional.empty(),
                Map.of());
    }

    TradeUnit unit(String key, TradeOrder... orders) {
        List<String> parts = new ArrayList<>();
        for (TradeOrder order : orders) {
            parts.add(order.draft().toString());
        }
        return new TradeUnit(
                community, 1, Optional.of(new KeyClaim(CALLER, key, Fingerprint.of(parts))), List.of(orders));
    }

    TradeUnit trade(String key, AccountId payer, AccountId payee, long amount) {
        return unit(key, order(payer, payee, amount));
    }

    Outcome post(Unit unit) {
        return posting.submit(unit)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    BookedTrade booked(Unit unit) {
        return ((Outcome.Booked) post(unit)).trades().get(0);
    }

    static Party party(AccountId account) {
        return Party.of("a" + account.value(), account);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Balance and number of entries of each account. */
    Map<AccountId, List<Long>> balances() throws SQLException {
        Map<AccountId, List<Long>> balances = new LinkedHashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT account_id, balance, entry_count FROM account WHERE community_id = ?")) {
            statement.setObject(1, community.value());
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                balances.put(new AccountId(rows.getObject(1, UUID.class)), List.of(rows.getLong(2), rows.getLong(3)));
            }
        }
        return balances;
    }

    long balance(AccountId account) throws SQLException {
        return balances().get(account).get(0);
    }

    long count(String table) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT count(*) FROM " + table + " WHERE community_id = ?")) {
            statement.setObject(1, community.value());
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    long commits() {
        return registry.get("tallystick.posting.commit").timer().count();
    }

    static void execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    @Override
    public void close() {
        posting.close();
    }
}
