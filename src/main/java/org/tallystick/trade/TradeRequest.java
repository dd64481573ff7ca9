package org.tallystick.trade;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A trade as it is asked for.
 *
 * @param payer the address of the account that pays: {@code alice}, or {@code alice.HRS} in another currency
 * @param amount a decimal string with at most the currency's scale: {@code "12.50"}
 * @param currency may be given for clarity; it must agree with the addresses
 * @param valueDate the local date it belongs to; today if absent
 * @param category the code of one of the community's categories
 * @param overrideLimits an administrator books it although limits of the accounts stand against it, and says why
 * @param reason why limits are passed; with {@code overrideLimits} alone
 */
@Schema(name = "NewTrade")
public record TradeRequest(
        @Nullable String payer,
        @Nullable String payee,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String description,
        @Nullable String valueDate,
        @Nullable Map<String, @Nullable String> metadata,
        @Nullable String category,
        @Nullable Boolean overrideLimits,
        @Nullable String reason) {

    /** Within the limits of the accounts. */
    public TradeRequest(
            @Nullable String payer,
            @Nullable String payee,
            @Nullable String amount,
            @Nullable String currency,
            @Nullable String description,
            @Nullable String valueDate,
            @Nullable Map<String, @Nullable String> metadata) {
        this(payer, payee, amount, currency, description, valueDate, metadata, null);
    }

    /** Within the limits of the accounts. */
    public TradeRequest(
            @Nullable String payer,
            @Nullable String payee,
            @Nullable String amount,
            @Nullable String currency,
            @Nullable String description,
            @Nullable String valueDate,
            @Nullable Map<String, @Nullable String> metadata,
            @Nullable String category) {
        this(payer, payee, amount, currency, description, valueDate, metadata, category, null, null);
    }

    boolean overrides() {
        return Boolean.TRUE.equals(overrideLimits);
    }
}
