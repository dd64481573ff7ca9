package org.tallystick.proposal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.TradeId;

/**
 * A part of a proposal that is to be booked on a day.
 *
 * @param number from 1
 * @param dueDate in the community's time zone
 * @param levyVersion the version of the levy that was in force when the schedule was accepted
 * @param trade of one that is booked
 * @param refusal why the books refused it when it was last tried
 */
record Instalment(
        int number,
        LocalDate dueDate,
        Amount amount,
        InstalmentState state,
        OptionalInt levyVersion,
        Optional<TradeId> trade,
        Optional<Refused> refusal) {

    /**
     * That the books refused it.
     *
     * @param code as problems have it: {@code credit-limit-exceeded}
     */
    record Refused(String code, Instant at) {}

    static Instalment proposed(int number, LocalDate dueDate, Amount amount) {
        return new Instalment(
                number,
                dueDate,
                amount,
                InstalmentState.PROPOSED,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    boolean isPending() {
        return state == InstalmentState.PENDING;
    }
}
