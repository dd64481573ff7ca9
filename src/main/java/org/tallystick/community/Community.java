package org.tallystick.community;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.ProblemException;

/**
 * A community as others see it.
 *
 * @param currencies in the order in which they were named; the first is the default one, which a bare handle addresses
 * @param phase open, or how far it is wound up
 * @param version of the profile, the rules and the currencies
 */
public record Community(
        CommunityId id,
        String slug,
        String name,
        ZoneId timeZone,
        Settings settings,
        List<CommunityCurrency> currencies,
        Phase phase,
        long version) {

    public Community {
        currencies = List.copyOf(currencies);
        if (currencies.isEmpty()) {
            throw new IllegalArgumentException("community " + slug + " has no currency");
        }
    }

    /** @throws ProblemException {@code community-closed} for one that is being wound up */
    public void requireOpen() {
        if (phase != Phase.OPEN) {
            throw ProblemException.communityClosed();
        }
    }

    public CommunityCurrency defaultCurrency() {
        return currencies.get(0);
    }

    public Optional<CommunityCurrency> currency(CurrencyCode code) {
        return currencies.stream()
                .filter(one -> one.currency().code().equals(code))
                .findFirst();
    }

    /** Profile and rules, as a change record keeps them. */
    Map<String, @Nullable Object> toValues() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("timeZone", timeZone.getId());
        values.put("settings", settings.toValues());
        return values;
    }
}
