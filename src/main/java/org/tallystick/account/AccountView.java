package org.tallystick.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Amount;

/**
 * An account in full. Amounts are decimals with as many digits as the currency has.
 *
 * @param account its address
 * @param member the handle of its owner; null for one of the community's own
 * @param creditLimit null: none, as settlement alone has
 * @param balanceCap null: none
 * @param available balance + credit limit − held out; null without limit
 * @param headroom cap − balance − held in; null without cap
 * @param entries how many there are
 * @param limitsVersion what the ETag shows
 */
@Schema(name = "Account")
public record AccountView(
        String account,
        @Nullable String member,
        String currency,
        String balance,
        @Nullable String creditLimit,
        @Nullable String balanceCap,
        String heldOut,
        String heldIn,
        @Nullable String available,
        @Nullable String headroom,
        String status,
        long entries,
        @JsonIgnore long limitsVersion)
        implements VisibleAccount {

    static AccountView of(AccountRef ref, Account account, long limitsVersion) {
        int scale = ref.currency().scale();
        return new AccountView(
                ref.address(),
                ref.memberHandle().orElse(null),
                ref.currency().code().value(),
                account.balance().format(scale),
                Limits.text(account.creditLimit(), scale),
                Limits.text(account.balanceCap(), scale),
                account.heldOut().format(scale),
                account.heldIn().format(scale),
                account.available().map(amount -> format(amount, scale)).orElse(null),
                account.headroom().map(amount -> format(amount, scale)).orElse(null),
                account.status().name().toLowerCase(Locale.ROOT),
                account.entryCount(),
                limitsVersion);
    }

    private static String format(Amount amount, int scale) {
        return amount.format(scale);
    }
}
