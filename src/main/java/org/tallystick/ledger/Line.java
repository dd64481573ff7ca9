package org.tallystick.ledger;

/**
 * One line of a trade before it is booked.
 *
 * @param change what it adds to the balance: less than zero for who pays
 */
public record Line(Party party, Amount change, LineKind kind) {

    /** Of the lines of one kind in a trade, no two are of the same account. */
    Key key() {
        return new Key(party.account().orElseThrow(), kind);
    }

    /** What tells a line of a trade from its others. */
    public record Key(AccountId account, LineKind kind) {}
}
