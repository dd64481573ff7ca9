package org.tallystick.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.SpenderId;
import org.tallystick.ledger.SpendingLimit;

/**
 * What a member's owners let one spender spend. A currency that is not named is not spent at all.
 *
 * @param byCurrency in the order of the currencies' codes
 */
public record SpendingLimits(Map<CurrencyCode, Limit> byCurrency) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Map<String, Long>>> STORED = new TypeReference<>() {};
    private static final String PER_TRADE = "perTrade";
    private static final String PER_DAY = "perDay";
    private static final Limit NOTHING = new Limit(Optional.of(new Amount(0)), Optional.empty());

    public SpendingLimits {
        Map<CurrencyCode, Limit> sorted = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        sorted.putAll(byCurrency);
        byCurrency = Collections.unmodifiableMap(sorted);
    }

    /**
     * In one currency, in minor units, each from 0 up.
     *
     * @param perTrade empty: as much as the account has
     * @param perDay of the trades that were booked on one day of the community's calendar; empty: as much as the account has
     */
    public record Limit(Optional<Amount> perTrade, Optional<Amount> perDay) {}

    /** The limit of this spender in this currency, for the ledger; empty where it is named without a limit. */
    public Optional<SpendingLimit> of(CurrencyCode currency, UUID spender) {
        Limit limit = byCurrency.getOrDefault(currency, NOTHING);
        return limit.perTrade().isEmpty() && limit.perDay().isEmpty()
                ? Optional.empty()
                : Optional.of(new SpendingLimit(new SpenderId(spender), limit.perTrade(), limit.perDay()));
    }

    /** As it is stored: {@code {"HOUR":{"perTrade":500,"perDay":2000}}}. */
    public String toJson() {
        Map<String, Map<String, Long>> stored = new LinkedHashMap<>();
        byCurrency.forEach((currency, limit) -> {
            Map<String, Long> values = new LinkedHashMap<>();
            limit.perTrade().ifPresent(amount -> values.put(PER_TRADE, amount.minorUnits()));
            limit.perDay().ifPresent(amount -> values.put(PER_DAY, amount.minorUnits()));
            stored.put(currency.value(), values);
        });
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of numbers is JSON", e);
        }
    }

    /** @throws IllegalStateException if it is not what {@link #toJson} wrote */
    public static SpendingLimits ofJson(String json) {
        try {
            Map<CurrencyCode, Limit> limits = new LinkedHashMap<>();
            JSON.readValue(json, STORED)
                    .forEach((currency, values) -> limits.put(
                            new CurrencyCode(currency),
                            new Limit(
                                    Optional.ofNullable(values.get(PER_TRADE)).map(Amount::new),
                                    Optional.ofNullable(values.get(PER_DAY)).map(Amount::new))));
            return new SpendingLimits(limits);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored spending limits are unreadable", e);
        }
    }
}
