package org.tallystick.community;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;

/**
 * A currency as a client writes it.
 *
 * @param defaultCreditLimit 0 if absent
 * @param defaultBalanceCap none if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CurrencyOfNewCommunity")
public record CurrencyBody(
        @Nullable String code,
        @Nullable String name,
        @Nullable String symbol,
        @Nullable Integer scale,
        @Nullable String defaultCreditLimit,
        @Nullable String defaultBalanceCap) {
    static final CurrencyBody EMPTY = new CurrencyBody(null, null, null, null, null, null);

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SYMBOL = 12;

    /** @param prefix of the names of its fields */
    public Optional<CommunityCurrency> read(String prefix, FieldErrors errors) {
        Optional<CurrencyCode> readCode = errors.read(prefix + "code", code, CurrencyBody::readCode);
        Optional<String> readName = errors.read(prefix + "name", name, text -> Text.read(text, LONGEST_NAME));
        Optional<String> readSymbol = errors.read(prefix + "symbol", symbol, text -> Text.read(text, LONGEST_SYMBOL));
        int readScale = errors.required(prefix + "scale", scale, 0);
        if (readScale < 0 || readScale > Currency.LARGEST_SCALE) {
            errors.add(prefix + "scale", "malformed", "is 0 to " + Currency.LARGEST_SCALE);
            return Optional.empty();
        }
        Optional<CreditLimit> limit = errors.readIfPresent(
                prefix + "defaultCreditLimit", defaultCreditLimit, text -> readLimit(text, readScale));
        Optional<BalanceCap> cap =
                errors.readIfPresent(prefix + "defaultBalanceCap", defaultBalanceCap, text -> readCap(text, readScale));
        if (readCode.isEmpty() || readName.isEmpty() || readSymbol.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CommunityCurrency(
                new Currency(readCode.get(), readName.get(), readSymbol.get(), readScale),
                limit.orElse(new CreditLimit(0)),
                cap.orElse(BalanceCap.NONE)));
    }

    static CurrencyCode readCode(String text) {
        if (!CurrencyCode.isValid(text)) {
            throw new IllegalArgumentException("is a capital letter and 1 to 11 capital letters or digits, as HRS");
        }
        return new CurrencyCode(text);
    }

    static CreditLimit readLimit(String text, int scale) {
        return CreditLimit.of(notNegative(text, scale));
    }

    static BalanceCap readCap(String text, int scale) {
        return BalanceCap.of(notNegative(text, scale));
    }

    private static Amount notNegative(String text, int scale) {
        Amount amount = Amount.parse(text, scale);
        if (amount.isNegative()) {
            throw new IllegalArgumentException("is 0 or more");
        }
        return amount;
    }
}
