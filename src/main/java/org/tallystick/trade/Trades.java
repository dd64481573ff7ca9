package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.finding.FindTrades;
import org.tallystick.finding.Wanted;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AccountEntries;
import org.tallystick.posting.BookedTrade;
import org.tallystick.posting.BookedTradeSql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.web.Cursor;

/**
 * Reads trades back. Who sees those of whom says {@link Permission#SEE_TRADES}; a program and
 * a mediator see what they recorded themselves. Waits for the database.
 */
@ApplicationScoped
public class Trades {
    private final DataSource dataSource;
    private final Directory directory;
    private final TradeViews views;

    Trades(DataSource dataSource, Directory directory, TradeViews views) {
        this.dataSource = dataSource;
        this.directory = directory;
        this.views = views;
    }

    /**
     * Which trades.
     *
     * @param from the first booking date, in the community's time zone
     * @param to the last one
     * @param before only trades older than this one: where the last page ended
     * @param search what else is known of them; only with an account
     */
    record Query(
            Optional<AccountRef> account,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<UUID> before,
            Optional<Search> search,
            int limit) {}

    /** @param before only entries of lower numbers: where the last page ended */
    record Search(Wanted wanted, Optional<Long> before) {}

    /** @param next where the next page begins; empty for the last one */
    record Listed(List<TradeView> trades, Optional<String> next) {}

    /** @throws ProblemException 404 if there is none, or the caller has no part in it */
    TradeView one(Access access, TradeId id) {
        return shown(access, List.of(visible(access, id))).get(0);
    }

    BookedTrade visible(Access access, TradeId id) {
        return booked(access.community().id(), id)
                .filter(trade -> maySee(access, trade))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "There is no trade " + id.value() + " that you may see."));
    }

    /** Whoever asks has asked already who may know. */
    Optional<BookedTrade> booked(CommunityId community, TradeId id) {
        return with(connection -> read(connection, community, List.of(id))).stream()
                .findFirst();
    }

    private boolean maySee(Access access, BookedTrade trade) {
        boolean recordedIt =
                trade.recordedBy().equals(access.caller().id()) && access.mayForOwnRecords(Permission.SEE_TRADES);
        return access.everywhere(Permission.SEE_TRADES)
                || recordedIt
                || trade.entries().stream()
                        .map(entry -> directory.byId(access.community().id(), entry.account()))
                        .flatMap(Optional::stream)
                        .anyMatch(account -> access.may(Permission.SEE_TRADES, account.member()));
    }

    /** The newest first. */
    Listed list(Access access, Query query) {
        if (query.search().isPresent()) {
            return search(access, query, query.search().get());
        }
        CommunityId community = access.community().id();
        UUID first = Ids.floor(from(access, query).orElse(Instant.EPOCH));
        UUID last = until(access, query).map(Ids::floor).orElse(Ids.LAST);
        UUID before = query.before().filter(id -> Ids.compare(id, last) < 0).orElse(last);
        List<BookedTrade> trades = with(connection -> {
            TradeListSql sql = new TradeListSql(connection, community, first, before, query.limit() + 1);
            List<TradeId> ids = query.account().isPresent()
                    ? sql.ofAccounts(List.of(query.account().get().id()))
                    : access.everywhere(Permission.SEE_TRADES)
                            ? sql.all()
                            : sql.ofAccounts(sql.accountsOf(members(access)), ownRecords(access));
            return read(connection, community, ids);
        });
        return listed(access, trades, query.limit(), trade -> trade.id().value().toString());
    }

    private Listed search(Access access, Query query, Search search) {
        CommunityId community = access.community().id();
        AccountId account = query.account().orElseThrow().id();
        Map<TradeId, Long> numbers = new HashMap<>();
        List<BookedTrade> trades = with(connection -> {
            FindTrades finding = new FindTrades(new AccountEntries(connection, community, account), query.limit() + 1);
            List<FindTrades.Found> found = finding.find(
                    search.wanted(), new FindTrades.Period(from(access, query), until(access, query), search.before()));
            found.forEach(one -> numbers.put(one.trade(), one.entryNo()));
            return read(
                    connection,
                    community,
                    found.stream().map(FindTrades.Found::trade).toList());
        });
        return listed(access, trades, query.limit(), trade -> String.valueOf(numbers.get(trade.id())));
    }

    /** @param trades one more than the limit if there are more */
    private Listed listed(Access access, List<BookedTrade> trades, int limit, Function<BookedTrade, String> key) {
        List<BookedTrade> page = trades.subList(0, Math.min(limit, trades.size()));
        warm(access.community().id(), page);
        return new Listed(
                shown(access, page),
                trades.size() > limit ? Optional.of(Cursor.of(key.apply(page.get(limit - 1)))) : Optional.empty());
    }

    private List<TradeView> shown(Access access, List<BookedTrade> trades) {
        Set<TradeId> disputed = with(
                connection -> new DisputedSql(connection, access.community().id()).among(trades));
        return trades.stream()
                .map(trade ->
                        disputed.contains(trade.id()) ? views.of(trade, access).inDispute() : views.of(trade, access))
                .toList();
    }

    private static Optional<Instant> from(Access access, Query query) {
        return query.from()
                .map(date -> date.atStartOfDay(access.community().zone()).toInstant());
    }

    private static Optional<Instant> until(Access access, Query query) {
        return query.to()
                .map(date ->
                        date.plusDays(1).atStartOfDay(access.community().zone()).toInstant());
    }

    private void warm(CommunityId community, List<BookedTrade> trades) {
        Set<AccountId> accounts = trades.stream()
                .flatMap(trade -> trade.entries().stream())
                .map(entry -> entry.account())
                .collect(Collectors.toSet());
        directory.allById(community, accounts);
    }

    /** Who lists what they recorded for others; where members' consents are asked for, a program lists by these alone. */
    private static Optional<UUID> ownRecords(Access access) {
        boolean lists = access.mayForOwnRecords(Permission.SEE_TRADES)
                && access.consents().isEmpty();
        return lists ? Optional.of(access.caller().id()) : Optional.empty();
    }

    private static List<UUID> members(Access access) {
        return access.members(Permission.SEE_TRADES).stream()
                .map(MemberId::value)
                .toList();
    }

    /** In the order of the ids given. */
    private static List<BookedTrade> read(Connection connection, CommunityId community, List<TradeId> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<TradeId, BookedTrade> byId = BookedTradeSql.read(connection, community, ids).stream()
                .collect(Collectors.toMap(BookedTrade::id, Function.identity()));
        List<BookedTrade> inOrder = new ArrayList<>();
        for (TradeId id : ids) {
            BookedTrade trade = byId.get(id);
            if (trade != null) {
                inOrder.add(trade);
            }
        }
        return inOrder;
    }

    private interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    private <T> T with(Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            return reading.read(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read trades", e);
        }
    }
}
