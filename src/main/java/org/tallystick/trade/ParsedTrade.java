package org.tallystick.trade;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.account.AccountAddress;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;

/**
 * A trade request whose every field has been read.
 *
 * @param override why an administrator passes the limits of the accounts by it; empty: it keeps within them
 */
record ParsedTrade(
        AccountAddress payer,
        AccountAddress payee,
        Currency currency,
        Amount amount,
        String description,
        Optional<LocalDate> valueDate,
        Map<String, String> metadata,
        Optional<String> category,
        Optional<String> override) {

    /** Who pays how much, where the rest follows from something else; in the same form. */
    List<String> paymentParts() {
        return List.of(payerName(), currency.code().value(), Long.toString(amount.minorUnits()));
    }

    private String payerName() {
        return payer.name() + payer.partner().map(slug -> "." + slug).orElse("");
    }

    /** Two requests that say the same have the same parts: {@code 12.5} is {@code 12.50}, {@code alice.CRED} is {@code alice}. */
    List<String> canonicalParts() {
        List<String> parts = new ArrayList<>(List.of(
                payerName(),
                payee.name() + payee.partner().map(slug -> "." + slug).orElse(""),
                currency.code().value(),
                Long.toString(amount.minorUnits()),
                description,
                valueDate.map(LocalDate::toString).orElse("")));
        new TreeMap<>(metadata).forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        // Names and values come in pairs: three more, or six, are nothing else than these.
        category.ifPresent(code -> parts.addAll(List.of("", "category", code)));
        override.ifPresent(reason -> parts.addAll(List.of("", "override", reason)));
        return parts;
    }
}
