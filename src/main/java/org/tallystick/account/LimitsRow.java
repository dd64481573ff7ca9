package org.tallystick.account;

import java.util.Optional;
import org.tallystick.change.Reason;
import org.tallystick.csv.RowErrors;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.posting.AccountUnit;

/**
 * A row of a file by which an administrator sets limits.
 *
 * @param creditLimit empty: as it is
 * @param balanceCap empty: as it is
 * @param row where errors are noted
 */
record LimitsRow(
        AccountRef account,
        Optional<CreditLimit> creditLimit,
        Optional<BalanceCap> balanceCap,
        Reason reason,
        RowErrors.Line row) {

    /** What the account shall have; empty where it has that already. */
    Optional<AccountUnit.Limits> differingFrom(Account present) {
        AccountUnit.Limits wanted = new AccountUnit.Limits(
                creditLimit.orElse(present.creditLimit()), balanceCap.orElse(present.balanceCap()));
        boolean same = wanted.creditLimit().equals(present.creditLimit())
                && wanted.balanceCap().equals(present.balanceCap());
        return same ? Optional.empty() : Optional.of(wanted);
    }
}
