package org.tallystick.bankfile;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.ledger.Amount;
import org.tallystick.statement.StatementHead;

/**
 * How many digits a format has room for.
 *
 * @param digits of an amount, before and after the point together
 */
record Room(int digits) {

    /**
     * Why a statement does not fit, if it may not: no balance on its way lies beyond what it began with and all that came in, or all
     * that went out.
     */
    Optional<String> lacking(StatementHead head) {
        BigInteger opening = units(head.openingBalance());
        BigInteger in = units(head.totalIn());
        BigInteger out = units(head.totalOut());
        BigInteger most = Stream.of(opening, in, out, opening.add(in), opening.subtract(out))
                .map(BigInteger::abs)
                .reduce(BigInteger.ZERO, BigInteger::max);
        return most.compareTo(BigInteger.TEN.pow(digits)) < 0
                ? Optional.empty()
                : Optional.of("has room for amounts of " + digits
                        + " digits, and this period may come to more; choose a shorter one, or another format");
    }

    private static BigInteger units(Amount amount) {
        return BigInteger.valueOf(amount.minorUnits());
    }
}
