package org.tallystick.account;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CurrencyCode;

/**
 * How people and programs name an account within a community: {@code alice}, {@code alice.HRS}, {@code fund}, {@code
 * settlement.HRS}, {@code clearing.other-lets}. Capitals tell a currency from a community.
 *
 * @param name a handle, or {@code fund}, {@code settlement} or {@code clearing}
 * @param partner the partner community of a clearing account
 * @param currency empty: the community's default currency
 */
public record AccountAddress(String name, Optional<String> partner, Optional<CurrencyCode> currency) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final String CLEARING = "clearing";
    private static final String SETTLEMENT = "settlement";
    private static final String FUND = "fund";
    private static final Set<String> OWN = Set.of(FUND, SETTLEMENT, CLEARING);
    private static final String WRITE = "write a handle, as alice, or a handle and a currency, as alice.HRS";

    public AccountAddress {
        requireName(name, name);
        partner.ifPresent(slug -> requireName(slug, slug));
        if (name.equals(CLEARING) != partner.isPresent()) {
            throw malformed(name, "a clearing account, and no other, names a partner: clearing.other-lets");
        }
    }

    /** The address, if the text is one at all. */
    public static Optional<AccountAddress> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static AccountAddress parse(String text) {
        if (text.indexOf('@') >= 0) {
            throw malformed(text, "an account of another community is not reached from here");
        }
        String[] parts = text.split("\\.", -1);
        boolean clearing = parts[0].equals(CLEARING);
        int nameParts = clearing ? 2 : 1;
        if (parts.length < nameParts || parts.length > nameParts + 1) {
            throw malformed(text, clearing ? "write clearing.other-lets or clearing.other-lets.HRS" : WRITE);
        }
        requireName(parts[0], text);
        Optional<String> partner = Optional.empty();
        if (clearing) {
            requireName(parts[1], text);
            partner = Optional.of(parts[1]);
        }
        Optional<CurrencyCode> currency =
                parts.length > nameParts ? Optional.of(currency(parts[nameParts], text)) : Optional.empty();
        return new AccountAddress(parts[0], partner, currency);
    }

    private static CurrencyCode currency(String part, String text) {
        if (!CurrencyCode.isValid(part)) {
            throw malformed(text, "what follows the last point is a currency code in capitals, as HRS");
        }
        return new CurrencyCode(part);
    }

    private static void requireName(String part, String text) {
        if (!NAME.matcher(part).matches()) {
            throw malformed(text, WRITE);
        }
    }

    private static IllegalArgumentException malformed(String text, String hint) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new IllegalArgumentException("\"" + shown + "\" addresses no account: " + hint);
    }

    /**
     * The canonical address, from what the database knows of an account.
     *
     * @param handle of the member whose it is; null for one of the community's own
     */
    public static String canonical(
            @Nullable String handle, String kind, @Nullable String partner, boolean inDefaultCurrency, String code) {
        AccountAddress bare =
                new AccountAddress(handle == null ? kind : handle, Optional.ofNullable(partner), Optional.empty());
        return (inDefaultCurrency ? bare : bare.in(new CurrencyCode(code))).toString();
    }

    /** The community's fund in a currency. */
    public static AccountAddress fund(CurrencyCode currency) {
        return new AccountAddress(FUND, Optional.empty(), Optional.of(currency));
    }

    /** Whether it addresses an account of the community's own. */
    public boolean isCommunitys() {
        return OWN.contains(name);
    }

    /** Whether it addresses the account that takes write-offs. */
    public boolean isSettlement() {
        return name.equals(SETTLEMENT);
    }

    /** The same in this currency. */
    public AccountAddress in(CurrencyCode code) {
        return new AccountAddress(name, partner, Optional.of(code));
    }

    AccountAddress inDefaultCurrency() {
        return new AccountAddress(name, partner, Optional.empty());
    }

    /** The address as it is written. */
    @Override
    public String toString() {
        return name
                + partner.map(slug -> "." + slug).orElse("")
                + currency.map(code -> "." + code).orElse("");
    }
}
