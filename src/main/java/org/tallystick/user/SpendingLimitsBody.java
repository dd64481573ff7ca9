package org.tallystick.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.SpendingLimits;
import org.tallystick.security.SpendingLimits.Limit;

/**
 * What a spender may spend in one currency, as requests and answers have it. A spender with such a list spends in the
 * currencies that it names, and in no other.
 *
 * @param perTrade the most that one trade may take, as a decimal; absent: any amount
 * @param perDay the most that the trades of one day may take together; absent: any sum
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SpendingLimit")
public record SpendingLimitsBody(
        @Nullable String currency,
        @Nullable String perTrade,
        @Nullable String perDay) {
    private static final String FIELD = "limits";

    /** Everything that is wrong is noted in {@code errors}; empty where the request has no such list. */
    static Optional<SpendingLimits> read(
            @Nullable List<@Nullable SpendingLimitsBody> given, Community community, FieldErrors errors) {
        if (given == null) {
            return Optional.empty();
        }
        if (given.isEmpty() || given.size() > community.currencies().size()) {
            errors.add(FIELD, "malformed", "must name each currency that may be spent once, and at least one");
            return Optional.empty();
        }
        Map<CurrencyCode, Limit> limits = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String field = FIELD + "[" + i + "]";
            SpendingLimitsBody one = given.get(i);
            if (one == null) {
                errors.add(field, "required", "is required");
                continue;
            }
            one.read(field + ".", community, errors, limits);
        }
        return Optional.of(new SpendingLimits(limits));
    }

    private void read(String prefix, Community community, FieldErrors errors, Map<CurrencyCode, Limit> limits) {
        Optional<Currency> known = errors.read(prefix + "currency", currency, text -> currency(community, text));
        if (known.isEmpty()) {
            return;
        }
        int scale = known.get().scale();
        Limit limit = new Limit(
                errors.readIfPresent(prefix + "perTrade", perTrade, text -> notNegative(text, scale)),
                errors.readIfPresent(prefix + "perDay", perDay, text -> notNegative(text, scale)));
        if (limits.put(known.get().code(), limit) != null) {
            errors.add(prefix + "currency", "malformed", "stands there twice");
        }
    }

    private static Currency currency(Community community, String text) {
        return community.currencies().stream()
                .map(CommunityCurrency::currency)
                .filter(one -> one.code().value().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is no currency of this community"));
    }

    private static Amount notNegative(String text, int scale) {
        Amount amount = Amount.parse(text, scale);
        if (amount.isNegative()) {
            throw new IllegalArgumentException("is 0 or more");
        }
        return amount;
    }

    static @Nullable List<SpendingLimitsBody> of(Optional<SpendingLimits> limits, Community community) {
        if (limits.isEmpty()) {
            return null;
        }
        List<SpendingLimitsBody> shown = new ArrayList<>();
        limits.get().byCurrency().forEach((code, limit) -> {
            int scale = community.currency(code).orElseThrow().currency().scale();
            shown.add(new SpendingLimitsBody(
                    code.value(),
                    limit.perTrade().map(amount -> amount.format(scale)).orElse(null),
                    limit.perDay().map(amount -> amount.format(scale)).orElse(null)));
        });
        return shown;
    }
}
