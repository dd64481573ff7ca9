package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.CreditPolicy.Terms;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Database;
import org.tallystick.platform.RequestThread;

/**
 * Says of accounts that trade whether they stand beyond their soft limits. What it needs to know is remembered for a short while, so
 * that nearly all trades wait for nothing; a warning may be as late as that, for nothing is refused for it.
 */
@ApplicationScoped
public class SoftLimits {
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(SoftLimits.class);
    private static final int MOST_CURRENCIES = 10_000;
    private static final int MOST_ACCOUNTS = 50_000;

    private final PolicyPlace.Finder places;
    private final CreditPolicies policies;
    private final Database database;
    private final Clock clock;
    private final Cache<Key<CurrencyCode>, Optional<Terms>> terms = Caffeine.newBuilder()
            .maximumSize(MOST_CURRENCIES)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    private final Cache<Key<AccountId>, Optional<Band>> bands = Caffeine.newBuilder()
            .maximumSize(MOST_ACCOUNTS)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    SoftLimits(PolicyPlace.Finder places, CreditPolicies policies, Database database, Clock clock) {
        this.places = places;
        this.policies = policies;
        this.database = database;
        this.clock = clock;
    }

    private record Key<K>(CommunityId community, K inCommunity) {}

    /**
     * That a balance stands beyond a soft limit.
     *
     * @param code {@code soft-credit-limit} or {@code soft-balance-cap}
     * @param settlementDays for how long it may; absent: for any time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SoftLimitWarning")
    public record Warning(
            String account,
            String code,
            String softLimit,
            String detail,
            @Nullable Integer settlementDays) {}

    /** What bounds one account softly. */
    private record Bounds(Terms terms, Band band) {}

    /** What is known of the accounts of some trades. */
    public static final class Known {
        private final Map<AccountId, Bounds> bounds;

        private Known(Map<AccountId, Bounds> bounds) {
            this.bounds = bounds;
        }

        /** @param address of the account, as the warning names it */
        public Optional<Warning> warning(AccountId account, Amount balance, String address, int scale) {
            return Optional.ofNullable(bounds.get(account)).flatMap(one -> warn(one, balance, address, scale));
        }

        private static Optional<Warning> warn(Bounds bounds, Amount balance, String address, int scale) {
            Terms terms = bounds.terms();
            return Beyond.of(terms, bounds.band(), balance)
                    .map(one -> new Warning(
                            address,
                            one.code(),
                            one.softLimit().format(scale),
                            address + " now stands at " + balance.format(scale) + ", beyond its soft " + one.noun()
                                    + " of " + one.softLimit().format(scale) + ".",
                            terms.settlementDays().isPresent()
                                    ? terms.settlementDays().getAsInt()
                                    : null));
        }
    }

    /**
     * Waits for nothing where all is remembered.
     *
     * @param moved the accounts that trades have moved, by their currency
     */
    public Uni<Known> of(CommunityId community, Map<CurrencyCode, Set<AccountId>> moved) {
        boolean remembered =
                moved.entrySet().stream().allMatch(entry -> isRemembered(community, entry.getKey(), entry.getValue()));
        if (remembered) {
            return Uni.createFrom().item(known(community, moved));
        }
        // What is booked is booked: nobody waits long for a warning, and no fault here makes the answer one.
        return RequestThread.onWorker(() -> {
                    moved.forEach((currency, accounts) -> load(community, currency, accounts));
                    return known(community, moved);
                })
                .ifNoItem()
                .after(LONGEST_WAIT)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("Soft limits cannot be read: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(new Known(Map.of()));
    }

    private boolean isRemembered(CommunityId community, CurrencyCode currency, Set<AccountId> accounts) {
        Optional<Terms> present = terms.getIfPresent(new Key<>(community, currency));
        return present != null
                && (present.isEmpty()
                        || accounts.stream().allMatch(id -> bands.getIfPresent(new Key<>(community, id)) != null));
    }

    /** Lets go of what is remembered here; other instances do so by themselves. */
    void forget(CommunityId community) {
        terms.asMap().keySet().removeIf(key -> key.community().equals(community));
        bands.asMap().keySet().removeIf(key -> key.community().equals(community));
    }

    private Known known(CommunityId community, Map<CurrencyCode, Set<AccountId>> moved) {
        Map<AccountId, Bounds> bounds = new HashMap<>();
        moved.forEach((currency, accounts) -> {
            Optional<Terms> present = terms.getIfPresent(new Key<>(community, currency));
            if (present != null && present.isPresent()) {
                for (AccountId id : accounts) {
                    Optional<Band> band = bands.getIfPresent(new Key<>(community, id));
                    if (band != null) {
                        band.ifPresent(one -> bounds.put(id, new Bounds(present.get(), one)));
                    }
                }
            }
        });
        return new Known(bounds);
    }

    private void load(CommunityId community, CurrencyCode currency, Set<AccountId> accounts) {
        PolicyPlace place = places.of(community, currency, clock.instant());
        Optional<Terms> present = policies.inForce(community, place.currency(), place.today())
                .map(CreditPolicy::terms)
                .filter(Terms::hasSoftLimits);
        terms.put(new Key<>(community, currency), present);
        if (present.isPresent()) {
            // The community's own accounts have no soft limits; that is remembered too.
            Map<AccountId, Optional<Band>> found = new HashMap<>();
            accounts.forEach(id -> found.put(id, Optional.empty()));
            List<Standing> standings = database.with(
                    connection -> new StandingSql(connection, community, currency).read(Optional.of(accounts)));
            standings.forEach(one -> found.put(one.account(), Optional.of(one.band())));
            found.forEach((id, band) -> bands.put(new Key<>(community, id), band));
        }
    }
}
