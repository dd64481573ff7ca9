package org.tallystick.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the fund is shared when a community is wound up. What it has releases those who owe, each in proportion to what they owe;
 * what it owes falls to those who have something, each in proportion to that. Quotas are rounded down, and the units that are
 * left go to the largest remainders, ties to the handle that comes first.
 */
public final class SettlementShares {
    private SettlementShares() {}

    /** Where one account stands before it is settled. */
    public record Claim(String handle, Amount balance) {}

    /** A quota before its rounding: {@code units}, and so many {@code totals} of one more. */
    private record Quota(int index, String handle, BigInteger units, BigInteger remainder) {}

    /**
     * What the fund takes on of each balance, in the order of the claims: of the balance's sign, no more than it, and together
     * as much as brings the fund to zero, or all that there is on that side.
     *
     * @param claims the accounts of one currency; each handle once
     * @param fund what the fund stands at
     */
    public static List<Amount> of(List<Claim> claims, Amount fund) {
        BigInteger total = BigInteger.ZERO;
        for (Claim claim : claims) {
            total = helped(claim, fund) ? total.add(units(claim.balance())) : total;
        }
        BigInteger reach = units(fund).min(total);
        List<BigInteger> shares = new ArrayList<>();
        List<Quota> quotas = new ArrayList<>();
        BigInteger left = reach;
        for (Claim claim : claims) {
            if (!helped(claim, fund)) {
                shares.add(BigInteger.ZERO);
                continue;
            }
            BigInteger[] parts = units(claim.balance()).multiply(reach).divideAndRemainder(total);
            quotas.add(new Quota(shares.size(), claim.handle(), parts[0], parts[1]));
            shares.add(parts[0]);
            left = left.subtract(parts[0]);
        }
        quotas.sort(Comparator.comparing(Quota::remainder).reversed().thenComparing(Quota::handle));
        for (Quota quota : quotas.subList(0, left.intValueExact())) {
            shares.set(quota.index(), quota.units().add(BigInteger.ONE));
        }
        return shares.stream().map(share -> signed(share, fund)).toList();
    }

    /** The fund moves toward zero alone, and so does the account. */
    private static boolean helped(Claim claim, Amount fund) {
        return fund.isPositive()
                ? claim.balance().isNegative()
                : fund.isNegative() && claim.balance().isPositive();
    }

    private static BigInteger units(Amount amount) {
        return BigInteger.valueOf(amount.minorUnits()).abs();
    }

    private static Amount signed(BigInteger share, Amount fund) {
        Amount amount = Amount.ofMinorUnits(share.longValueExact());
        return fund.isPositive() ? amount.negated() : amount;
    }
}
