package org.tallystick.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.account.DirectorySql.Found;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Database;
import org.tallystick.platform.RequestThread;
import org.tallystick.security.MemberId;
import org.tallystick.security.MembersErased;

/**
 * From addresses and ids to accounts. What is found is kept, for handles are never used again and accounts are never
 * deleted; what is not found is looked for again each time, since a member may come. Where a member is erased, which has another
 * handle then, everything of the community is looked for again.
 */
@ApplicationScoped
public class Directory {
    /** Of an account, under its address and under its id, in bytes. */
    private static final int BYTES_KEPT = 600;

    private static final long FEWEST_KEPT = 10_000;

    /** As many accounts as a quarter of the heap holds: 160,000 in 384 MB. */
    private static final long MOST_KEPT =
            Math.max(FEWEST_KEPT, Runtime.getRuntime().maxMemory() / 4 / BYTES_KEPT);

    private static final int MOST_COMMUNITIES = 10_000;

    /** More addresses than these are a statement of their own. */
    private static final int FEW = 4;

    /** A connection that has gone silent must not hold up all who ask. */
    private static final int MOST_SECONDS = 10;

    private final Cache<Written, AccountRef> byAddress =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    private final Cache<Identified, AccountRef> byId =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    private final Cache<CommunityId, List<Currency>> currencies =
            Caffeine.newBuilder().maximumSize(MOST_COMMUNITIES).build();
    private final CommunityReads<AccountAddress, AccountRef> lookUps = new CommunityReads<>(this::findAll);
    private final AtomicLong erasures = new AtomicLong();
    private final Database database;

    Directory(Database database) {
        this.database = database;
    }

    private record Written(CommunityId community, AccountAddress address) {}

    private record Identified(CommunityId community, AccountId id) {}

    /** May wait for the database. */
    public Optional<AccountRef> find(CommunityId community, AccountAddress address) {
        return Optional.ofNullable(findAll(community, List.of(address)).get(address));
    }

    /** Without waiting: for an event loop. Empty says nothing about whether there is such an account. */
    public Optional<AccountRef> ifCached(CommunityId community, AccountAddress address) {
        return Optional.ofNullable(byAddress.getIfPresent(new Written(community, address)));
    }

    /** Those that there are, with at most two statements. May wait for the database. */
    public Map<AccountAddress, AccountRef> findAll(CommunityId community, Collection<AccountAddress> addresses) {
        long erasuresBefore = erasures.get();
        Map<AccountAddress, AccountRef> found = new HashMap<>();
        Set<AccountAddress> missing = new LinkedHashSet<>();
        for (AccountAddress address : addresses) {
            ifCached(community, address).ifPresentOrElse(ref -> found.put(address, ref), () -> missing.add(address));
        }
        if (!missing.isEmpty()) {
            for (Found one : load(community, missing)) {
                keep(one);
                for (AccountAddress name : names(one)) {
                    if (missing.contains(name)) {
                        keep(one, name);
                        found.put(name, one.ref());
                    }
                }
            }
            forgetIfErased(community, erasuresBefore);
        }
        return found;
    }

    /**
     * The same without waiting on the calling thread: at once where all are known, else with what others look for at the same
     * time. It goes on where nothing must be waited for only if the accounts are there and their currencies known: who
     * finds one missing may look for it, or for its currency, again.
     */
    public Uni<Map<AccountAddress, AccountRef>> findAllAsync(
            CommunityId community, Collection<AccountAddress> addresses) {
        List<AccountAddress> missing = addresses.stream()
                .distinct()
                .filter(address -> ifCached(community, address).isEmpty())
                .toList();
        if (missing.size() > FEW || !knowsCurrencies(community, addresses)) {
            return RequestThread.onWorker(() -> {
                currency(community, Optional.empty());
                return findAll(community, addresses);
            });
        }
        Map<AccountAddress, AccountRef> found = new HashMap<>();
        addresses.forEach(address -> ifCached(community, address).ifPresent(ref -> found.put(address, ref)));
        return missing.isEmpty() ? Uni.createFrom().item(found) : findTogether(community, missing, found);
    }

    private boolean knowsCurrencies(CommunityId community, Collection<AccountAddress> addresses) {
        List<Currency> known = currencies.getIfPresent(community);
        return known != null
                && addresses.stream()
                        .allMatch(address -> pick(known, address.currency()).isPresent());
    }

    private Uni<Map<AccountAddress, AccountRef>> findTogether(
            CommunityId community, List<AccountAddress> missing, Map<AccountAddress, AccountRef> found) {
        List<Uni<Optional<AccountRef>>> reads = missing.stream()
                .map(address -> lookUps.read(community, address))
                .toList();
        return Uni.join().all(reads).andFailFast().map(refs -> {
            for (int i = 0; i < refs.size(); i++) {
                AccountAddress address = missing.get(i);
                refs.get(i).ifPresent(ref -> found.put(address, ref));
            }
            return found;
        });
    }

    /**
     * A currency of the community, or its default one. Waits for the database where it is not known yet.
     *
     * @param code empty: the default currency
     */
    public Optional<Currency> currency(CommunityId community, Optional<CurrencyCode> code) {
        List<Currency> known = currencies.get(community, this::loadCurrencies);
        Optional<Currency> found = pick(known, code);
        if (found.isEmpty()) {
            // It may have been added since: currencies come, and never go.
            List<Currency> fresh = loadCurrencies(community);
            currencies.put(community, fresh);
            found = pick(fresh, code);
        }
        return found;
    }

    private static Optional<Currency> pick(List<Currency> currencies, Optional<CurrencyCode> code) {
        return currencies.stream()
                .filter(currency -> code.isEmpty() || currency.code().equals(code.get()))
                .findFirst();
    }

    private List<Currency> loadCurrencies(CommunityId community) {
        return database.with(connection -> new DirectorySql(connection, community).currencies());
    }

    /** May wait for the database. */
    public Optional<AccountRef> byId(CommunityId community, AccountId id) {
        AccountRef known = byId.getIfPresent(new Identified(community, id));
        return Optional.ofNullable(
                known != null ? known : allById(community, List.of(id)).get(id));
    }

    /** Whether all that there is to know of these accounts is known already, so that asking for it waits for nothing. */
    public boolean knows(CommunityId community, Collection<AccountId> ids) {
        return currencies.getIfPresent(community) != null
                && ids.stream().allMatch(id -> byId.getIfPresent(new Identified(community, id)) != null);
    }

    /** Those that there are, with at most one statement. May wait for the database. */
    public Map<AccountId, AccountRef> allById(CommunityId community, Collection<AccountId> ids) {
        long erasuresBefore = erasures.get();
        Map<AccountId, AccountRef> found = new HashMap<>();
        Set<AccountId> missing = new LinkedHashSet<>();
        for (AccountId id : ids) {
            AccountRef ref = byId.getIfPresent(new Identified(community, id));
            if (ref == null) {
                missing.add(id);
            } else {
                found.put(id, ref);
            }
        }
        if (!missing.isEmpty()) {
            for (Found one : database.with(c -> new DirectorySql(c, community).byIds(missing))) {
                keep(one);
                found.put(one.ref().id(), one.ref());
            }
            forgetIfErased(community, erasuresBefore);
        }
        return found;
    }

    /** Every account of a member, in the order of the currencies. Waits for the database: currencies may have been added. */
    List<AccountRef> ofMember(CommunityId community, String handle) {
        long erasuresBefore = erasures.get();
        List<Found> found = database.with(c -> new DirectorySql(c, community).ofMembers(List.of(handle)));
        found.forEach(this::keep);
        forgetIfErased(community, erasuresBefore);
        return found.stream().map(Found::ref).toList();
    }

    /** The same, whatever the member is called. */
    List<AccountRef> ofMember(CommunityId community, MemberId member) {
        long erasuresBefore = erasures.get();
        List<Found> found = database.with(c -> new DirectorySql(c, community).ofMember(member));
        found.forEach(this::keep);
        forgetIfErased(community, erasuresBefore);
        return found.stream().map(Found::ref).toList();
    }

    private List<Found> load(CommunityId community, Set<AccountAddress> addresses) {
        Set<String> handles = new LinkedHashSet<>();
        boolean own = false;
        for (AccountAddress address : addresses) {
            if (address.isCommunitys()) {
                own = true;
            } else {
                handles.add(address.name());
            }
        }
        boolean ownToo = own;
        return database.withinSeconds(MOST_SECONDS, connection -> {
            DirectorySql sql = new DirectorySql(connection, community);
            List<Found> found = new ArrayList<>(handles.isEmpty() ? List.of() : sql.ofMembers(handles));
            if (ownToo) {
                found.addAll(sql.own());
            }
            return found;
        });
    }

    void forget(@Observes MembersErased erased) {
        // First, so that what was read before and is kept only now is let go of by whoever keeps it.
        erasures.incrementAndGet();
        forget(erased.community());
    }

    private void forgetIfErased(CommunityId community, long erasuresBefore) {
        if (erasures.get() != erasuresBefore) {
            forget(community);
        }
    }

    private void forget(CommunityId community) {
        byAddress.asMap().keySet().removeIf(key -> key.community().equals(community));
        byId.asMap().keySet().removeIf(key -> key.community().equals(community));
    }

    /** Under its canonical name; under the other one when somebody asks for it by that. */
    private void keep(Found found) {
        keep(found, found.address());
        byId.put(new Identified(found.ref().community(), found.ref().id()), found.ref());
    }

    private void keep(Found found, AccountAddress name) {
        byAddress.put(new Written(found.ref().community(), name), found.ref());
    }

    /** In the default currency an account answers to two names. */
    private static List<AccountAddress> names(Found found) {
        return found.inDefaultCurrency()
                ? List.of(
                        found.address(),
                        found.address().in(found.ref().currency().code()))
                : List.of(found.address());
    }
}
