package org.tallystick.levy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Party;
import org.tallystick.platform.Database;
import org.tallystick.platform.RequestThread;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;

/**
 * Finds what trades owe the fund. What a community takes is remembered together with the access version that it was read under: it
 * holds for whoever was authorised under that version or an earlier one, for the writer sends those back who come with an earlier
 * one. Who the members are is read anew each time, and only where a levy exempts by it. A community that takes nothing pays for
 * nothing here: its access rules say so.
 */
@ApplicationScoped
public class Levies {
    private static final int MOST_COMMUNITIES = 10_000;

    private final Database database;
    private final Directory directory;
    private final Clock clock;
    private final Cache<CommunityId, KnownLevies> remembered =
            Caffeine.newBuilder().maximumSize(MOST_COMMUNITIES).build();

    Levies(Database database, Directory directory, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * For trades among these accounts, without waiting on the calling thread: at once where nothing must be read.
     *
     * @param access under which they are authorised; the units that are made by the answer carry its version
     */
    public Uni<Levying> of(Access access, Collection<AccountRef> accounts) {
        if (!access.community().takesLevies()) {
            return Uni.createFrom().item(Levying.NONE);
        }
        @Nullable KnownLevies known = remembered.getIfPresent(access.community().id());
        return known != null && isFresh(known, access) && !asksForMembers(known, access)
                ? Uni.createFrom().item(() -> levying(known, accounts, Map.of()))
                : RequestThread.onWorker(() -> now(access, accounts));
    }

    /** The same. Waits for the database. */
    public Levying now(Access access, Collection<AccountRef> accounts) {
        CommunityId community = access.community().id();
        if (!access.community().takesLevies()) {
            return Levying.NONE;
        }
        KnownLevies known = remembered
                .asMap()
                .compute(community, (id, before) -> before != null && isFresh(before, access) ? before : read(id));
        Map<MemberId, MemberTraits> traits = asksForMembers(known, access) ? traits(community, accounts) : Map.of();
        return levying(known, accounts, traits);
    }

    /**
     * The same for what is booked without a caller, and maybe by a version that is in force no more: read anew each time. Waits for the
     * database.
     */
    public Levying now(CommunityId community, Collection<AccountRef> accounts) {
        KnownLevies known = read(community);
        return levying(known, accounts, known.everExemptMembers() ? traits(community, accounts) : Map.of());
    }

    private boolean asksForMembers(KnownLevies known, Access access) {
        return known.exemptMembersFrom(
                LocalDate.ofInstant(clock.instant(), access.community().zone()));
    }

    private static boolean isFresh(KnownLevies known, Access access) {
        return known.version() >= access.version();
    }

    private static Levying levying(
            KnownLevies known, Collection<AccountRef> accounts, Map<MemberId, MemberTraits> traits) {
        Map<AccountId, AccountRef> byId = new HashMap<>();
        accounts.forEach(account -> byId.put(account.id(), account));
        return new Levying(known.policies(), known.funds(), byId, traits);
    }

    private KnownLevies read(CommunityId community) {
        LevySql.Policies policies = database.with(connection -> new LevySql(connection, community).policies());
        Map<CurrencyCode, Party> funds = new HashMap<>();
        for (CurrencyCode currency : policies.byCurrency().keySet()) {
            AccountRef fund = directory
                    .find(community, AccountAddress.fund(currency))
                    .orElseThrow(() -> new IllegalStateException("there is no fund in " + currency));
            funds.put(currency, Party.of(fund.address(), fund.id()));
        }
        return new KnownLevies(policies.version(), policies.byCurrency(), funds);
    }

    private Map<MemberId, MemberTraits> traits(CommunityId community, Collection<AccountRef> accounts) {
        Set<MemberId> members = new HashSet<>();
        accounts.forEach(account -> account.member().ifPresent(members::add));
        return members.isEmpty()
                ? Map.of()
                : database.with(connection -> new LevySql(connection, community).traits(members));
    }
}
