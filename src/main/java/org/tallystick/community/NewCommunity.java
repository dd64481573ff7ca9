package org.tallystick.community;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.ledger.CurrencyCode;

/**
 * A community to be made. Its currencies, 1 to {@value #MOST_CURRENCIES}, have different codes; the first is the default.
 */
public record NewCommunity(
        Slug slug, String name, ZoneId timeZone, List<CommunityCurrency> currencies, Settings settings) {
    public static final int MOST_CURRENCIES = 20;

    public NewCommunity {
        currencies = List.copyOf(currencies);
        if (currencies.isEmpty() || currencies.size() > MOST_CURRENCIES) {
            throw new IllegalArgumentException("a community has 1 to " + MOST_CURRENCIES + " currencies");
        }
        Set<CurrencyCode> codes = new HashSet<>();
        for (CommunityCurrency currency : currencies) {
            if (!codes.add(currency.currency().code())) {
                throw new IllegalArgumentException(
                        "two currencies are called " + currency.currency().code());
            }
        }
    }
}
