package org.tallystick.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Account;

/** What fellow members see of an account where the community is open about balances. */
@Schema(name = "AccountBalance")
public record BalanceView(String account, @Nullable String member, String currency, String balance)
        implements VisibleAccount {

    static BalanceView of(AccountRef ref, Account account) {
        return new BalanceView(
                ref.address(),
                ref.memberHandle().orElse(null),
                ref.currency().code().value(),
                account.balance().format(ref.currency().scale()));
    }
}
