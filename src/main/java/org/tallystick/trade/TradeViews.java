package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.credit.SoftLimits;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Entry;
import org.tallystick.ledger.TradeId;
import org.tallystick.posting.BookedTrade;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Shows trades to a caller: all of it to those who may see it in full, the balances of others to nobody else. */
@ApplicationScoped
public class TradeViews {
    private final Directory directory;
    private final Names names;

    TradeViews(Directory directory, Names names) {
        this.directory = directory;
        this.names = names;
    }

    /** Waits for the database where a name or an address is not known yet. */
    public TradeView of(BookedTrade trade, Access access) {
        AccountRef payer = account(trade.payer(), access);
        int scale = payer.currency().scale();
        return new TradeView(
                trade.id().value(),
                payer.address(),
                account(trade.payee(), access).address(),
                trade.amount().format(scale),
                trade.currency().value(),
                trade.description(),
                trade.bookedAt(),
                trade.recordedAt().orElse(null),
                trade.valueDate(),
                names.of(trade.recordedBy(), access.caller()),
                trade.onBehalfOf().map(member -> handle(member, payer)).orElse(null),
                trade.reverses().map(TradeId::value).orElse(null),
                trade.reason().orElse(null),
                trade.overrideBy().map(by -> names.of(by, access.caller())).orElse(null),
                trade.metadata().isEmpty() ? null : trade.metadata(),
                trade.category().orElse(null),
                trade.isMediated() ? true : null,
                null,
                trade.entries().stream()
                        .map(entry -> entry(entry, scale, access))
                        .toList(),
                levies(trade, scale, access),
                null);
    }

    /** The same with the warnings that the caller may see: of one who has just moved value, or thinks of it. */
    TradeView of(BookedTrade trade, Access access, SoftLimits.Known soft) {
        int scale = account(trade.payer(), access).currency().scale();
        return of(trade, access)
                .warning(lastEntries(trade).stream()
                        .filter(entry -> maySee(entry.account(), access))
                        .map(entry -> soft.warning(
                                entry.account(),
                                entry.balanceAfter(),
                                account(entry.account(), access).address(),
                                scale))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Of each account the last entry, which says where it stands. */
    private static Collection<Entry> lastEntries(BookedTrade trade) {
        Map<AccountId, Entry> last = new LinkedHashMap<>();
        trade.entries().forEach(entry -> last.put(entry.account(), entry));
        return last.values();
    }

    /** The same for a trade that was only decided. */
    public static TradeView withoutId(TradeView view) {
        List<TradeView.EntryView> entries = view.entries().stream()
                .map(entry -> new TradeView.EntryView(
                        entry.account(), entry.amount(), entry.balanceAfter(), null, entry.levy()))
                .toList();
        return new TradeView(
                null,
                view.payer(),
                view.payee(),
                view.amount(),
                view.currency(),
                view.description(),
                null,
                null,
                view.valueDate(),
                view.recordedBy(),
                view.onBehalfOf(),
                view.reverses(),
                view.reason(),
                view.overrideBy(),
                view.metadata(),
                view.category(),
                view.mediated(),
                view.disputed(),
                entries,
                view.levies(),
                view.warnings());
    }

    /** Whether the caller may be told what an account has. */
    public boolean maySee(AccountId id, Access access) {
        return access.may(Permission.SEE_ACCOUNTS, account(id, access).member());
    }

    private TradeView.EntryView entry(Entry entry, int scale, Access access) {
        boolean inFull = maySee(entry.account(), access);
        return new TradeView.EntryView(
                account(entry.account(), access).address(),
                entry.amount().format(scale),
                inFull ? format(entry.balanceAfter(), scale) : null,
                inFull ? entry.entryNo() : null,
                entry.isLevy() ? true : null);
    }

    /** Whoever sees the trade sees these: they are among its entries. */
    private @Nullable List<TradeView.LevyShare> levies(BookedTrade trade, int scale, Access access) {
        if (!trade.hasManyLines()) {
            return null;
        }
        boolean returned = trade.reverses().isPresent();
        List<TradeView.LevyShare> levies = trade.entries().stream()
                .filter(entry -> entry.isLevy() && entry.amount().isNegative() != returned)
                .map(entry -> new TradeView.LevyShare(
                        account(entry.account(), access).address(),
                        pays(trade, entry.account()) ? "payer" : "payee",
                        entry.amount().negated().format(scale)))
                .toList();
        return levies.isEmpty() ? null : levies;
    }

    private static boolean pays(BookedTrade trade, AccountId account) {
        return trade.entries().stream()
                .anyMatch(entry -> entry.account().equals(account)
                        && !entry.isLevy()
                        && entry.amount().isNegative());
    }

    private static @Nullable String format(Amount amount, int scale) {
        return amount.format(scale);
    }

    /** Whoever acts for a member acts for the payer, so the payer's account says the handle. */
    private static String handle(UUID member, AccountRef payer) {
        return payer.memberHandle().orElse(member.toString());
    }

    private AccountRef account(AccountId id, Access access) {
        return directory
                .byId(access.community().id(), id)
                .orElseThrow(() -> new IllegalStateException("an entry names the account " + id));
    }
}
