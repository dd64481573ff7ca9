package org.tallystick.community;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.platform.Ids;
import org.tallystick.posting.OpenAccounts.NewAccount;

/** The accounts that a community itself has in each currency. */
final class CommunityAccounts {
    private CommunityAccounts() {}

    /** The fund, which spends only what came in, and the settlement account, which takes write-offs without limit. */
    static List<NewAccount> of(Currency currency) {
        return List.of(
                account(currency, "fund", new CreditLimit(0)), account(currency, "settlement", CreditLimit.NONE));
    }

    private static NewAccount account(Currency currency, String kind, CreditLimit limit) {
        return new NewAccount(
                new AccountId(Ids.next()),
                currency.code(),
                kind,
                Optional.empty(),
                Optional.empty(),
                limit,
                BalanceCap.NONE);
    }
}
