package org.tallystick.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * All of an account that a decision reads.
 *
 * @param balance within ±{@link Amount#LARGEST}
 * @param entryCount the number of its last entry; 0 before the first
 * @param heldOut what pending proposals set aside on the paying side: 0 to {@link Amount#LARGEST}
 * @param heldIn what pending proposals would bring in: 0 to {@link Amount#LARGEST}
 * @param lastBookedAt booking time of its last entry; {@link Instant#EPOCH} before the first, and then binds nothing
 */
public record Account(
        AccountId id,
        CurrencyCode currency,
        AccountStatus status,
        Amount balance,
        long entryCount,
        Amount heldOut,
        Amount heldIn,
        CreditLimit creditLimit,
        BalanceCap balanceCap,
        Instant lastBookedAt) {

    public Account {
        if (entryCount < 0 || heldOut.isNegative() || heldIn.isNegative()) {
            throw new IllegalArgumentException("negative count or hold on account " + id);
        }
    }

    /** A new account: active, at zero, without entries and holds. */
    public static Account opened(AccountId id, CurrencyCode currency, CreditLimit creditLimit, BalanceCap balanceCap) {
        return new Account(
                id,
                currency,
                AccountStatus.ACTIVE,
                Amount.ZERO,
                0,
                Amount.ZERO,
                Amount.ZERO,
                creditLimit,
                balanceCap,
                Instant.EPOCH);
    }

    /** What it may still pay or set aside: balance + credit limit − holds out. Empty without limit. May be negative. */
    public Optional<Amount> available() {
        return creditLimit.isUnlimited()
                ? Optional.empty()
                : Optional.of(payingPosition().plus(new Amount(creditLimit.minorUnits())));
    }

    /** What it may still receive: cap − balance − holds in. Empty without cap. May be negative. */
    public Optional<Amount> headroom() {
        return balanceCap.isUncapped()
                ? Optional.empty()
                : Optional.of(new Amount(balanceCap.minorUnits()).minus(receivingPosition()));
    }

    /** Balance less what is set aside: the side that the credit limit bounds. */
    Amount payingPosition() {
        return balance.minus(heldOut);
    }

    /** Balance plus what is expected: the side that the balance cap bounds. */
    Amount receivingPosition() {
        return balance.plus(heldIn);
    }

    /** Whether its last entry was booked later than that. An account without entries binds no booking time. */
    boolean wasBookedAfter(Instant time) {
        return entryCount > 0 && lastBookedAt.isAfter(time);
    }

    /** The account after one more entry. */
    Account withEntry(Amount amount, Instant bookedAt) {
        return new Account(
                id,
                currency,
                status,
                balance.plus(amount),
                entryCount + 1,
                heldOut,
                heldIn,
                creditLimit,
                balanceCap,
                bookedAt);
    }

    /** The account with its holds changed by these (negative: given back). */
    Account withHolds(Amount outChange, Amount inChange) {
        return new Account(
                id,
                currency,
                status,
                balance,
                entryCount,
                heldOut.plus(outChange),
                heldIn.plus(inChange),
                creditLimit,
                balanceCap,
                lastBookedAt);
    }

    /** The account under other limits; a balance outside of them stays, and may then only move back toward them. */
    public Account withLimits(CreditLimit newLimit, BalanceCap newCap) {
        return new Account(id, currency, status, balance, entryCount, heldOut, heldIn, newLimit, newCap, lastBookedAt);
    }

    public Account withStatus(AccountStatus newStatus) {
        return new Account(
                id, currency, newStatus, balance, entryCount, heldOut, heldIn, creditLimit, balanceCap, lastBookedAt);
    }

    /** Whether it may be closed: at zero and without holds. */
    public boolean isSettled() {
        return balance.isZero() && heldOut.isZero() && heldIn.isZero();
    }
}
