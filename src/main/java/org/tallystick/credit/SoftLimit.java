package org.tallystick.credit;

import java.math.BigInteger;
import java.util.Optional;
import org.tallystick.ledger.Amount;

/** Where a warning begins, on the way to a hard limit or cap. Nothing is refused for it. */
sealed interface SoftLimit {
    /** How far from zero it lies; empty where it is a part of a hard limit that there is not. */
    Optional<Amount> under(Optional<Amount> hard);

    /** @param percent 0 to 100 of the hard one, rounded down to the minor unit */
    record Percent(int percent) implements SoftLimit {
        private static final BigInteger HUNDRED = BigInteger.valueOf(100);

        public Percent {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("a part of a limit is 0 to 100 percent, not " + percent);
            }
        }

        @Override
        public Optional<Amount> under(Optional<Amount> hard) {
            return hard.map(amount -> Amount.ofMinorUnits(BigInteger.valueOf(amount.minorUnits())
                    .multiply(BigInteger.valueOf(percent))
                    .divide(HUNDRED)
                    .longValueExact()));
        }
    }

    /** The same distance for everybody. */
    record At(Amount amount) implements SoftLimit {
        public At {
            if (amount.isNegative()) {
                throw new IllegalArgumentException("a soft limit is 0 or more");
            }
        }

        @Override
        public Optional<Amount> under(Optional<Amount> hard) {
            return Optional.of(amount);
        }
    }
}
