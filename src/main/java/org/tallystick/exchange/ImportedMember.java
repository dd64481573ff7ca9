package org.tallystick.exchange;

import org.tallystick.ledger.Account;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.member.MemberStatus;
import org.tallystick.member.NewMember;
import org.tallystick.platform.Ids;

/**
 * A record of members.csv.
 *
 * @param status as the member stands after the trades of the file
 */
record ImportedMember(long line, NewMember member, MemberStatus status) {
    String handle() {
        return member.handle().value();
    }

    /** The account that the member will have, for a rehearsal. */
    Account provisionalAccount(CurrencyCode currency) {
        return Account.opened(
                new AccountId(Ids.next()),
                currency,
                member.creditLimit().orElseThrow(),
                member.balanceCap().orElse(BalanceCap.NONE));
    }
}
