package org.tallystick.member;

import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;

/**
 * Someone to be enrolled.
 *
 * @param joined empty: today, in the community's time zone
 * @param creditLimit of the account in the default currency; empty: the currency's default
 * @param balanceCap of the same account; empty: the currency's default. "No cap" is {@link BalanceCap#NONE}
 */
public record NewMember(
        Handle handle,
        String name,
        MemberKind kind,
        Optional<EmailAddress> email,
        Optional<LocalDate> joined,
        Optional<CreditLimit> creditLimit,
        Optional<BalanceCap> balanceCap) {
    public static final int LONGEST_NAME = 200;
}
