package org.tallystick.link;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.trade.Metadata;

/** Reads what a request says of a new payment link, and notes what is wrong among the errors. */
final class LinkReader {
    /** So that the QR code can be scanned from paper. */
    static final int LONGEST_MEMO = 140;

    static final Duration LONGEST_LIFE = Duration.ofDays(366);
    /** By which a trade names its link. */
    static final String LINK_IN_METADATA = "paymentLink";

    private static final int MOST_METADATA = 10;

    private final FieldErrors errors;

    LinkReader(FieldErrors errors) {
        this.errors = errors;
    }

    /** @param payee absent where it was not found, and so its currency is not known */
    Optional<Amount> amount(@Nullable String text, Optional<AccountRef> payee) {
        int scale = payee.map(account -> account.currency().scale()).orElse(Currency.LARGEST_SCALE);
        return errors.readIfPresent("amount", text, given -> Amount.parse(given, scale));
    }

    /** @throws ProblemException {@code amount-not-positive} */
    static void requirePositive(Amount amount) {
        if (!amount.isPositive()) {
            throw Problem.ofField(
                            ProblemType.AMOUNT_NOT_POSITIVE, "amount", "amount-not-positive", "must be more than zero")
                    .asException();
        }
    }

    Optional<String> memo(@Nullable String text) {
        return errors.read("memo", text, given -> Text.read(given, LONGEST_MEMO));
    }

    Map<String, String> metadata(@Nullable Map<String, @Nullable String> given) {
        Map<String, String> metadata = Metadata.read("metadata", given, errors);
        if (metadata.size() > MOST_METADATA) {
            errors.add("metadata", "too-many", "has " + metadata.size() + " names; at most " + MOST_METADATA + " fit");
        }
        if (metadata.containsKey(LINK_IN_METADATA)) {
            errors.add("metadata." + LINK_IN_METADATA, "reserved", "is where a trade names its link");
        }
        return metadata;
    }

    /** In whole seconds, as a token has it. */
    Optional<Instant> expiry(@Nullable String text, Instant now) {
        return errors.read("expiresAt", text, given -> readExpiry(given, now));
    }

    private static Instant readExpiry(String text, Instant now) {
        Instant expiry;
        try {
            expiry = Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an instant such as 2026-03-01T09:30:00Z", e);
        }
        if (!expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST_LIFE))) {
            throw new IllegalArgumentException(
                    "must lie ahead, and at most " + LONGEST_LIFE.toDays() + " days from now");
        }
        return expiry;
    }
}
