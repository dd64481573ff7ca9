package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Refusal.SpendingLimitExceeded;
import org.tallystick.ledger.SpendingLimit.Per;

class RefusalProblemsTest {
    private static final AccountId ALICE = new AccountId(new UUID(0, 1));

    private static SpendingLimitExceeded refusal(Per per) {
        return new SpendingLimitExceeded("alice", ALICE, per, new Amount(1_250), new Amount(2_000));
    }

    @Test
    void aSpenderIsToldWhichLimitItIsAndHowMuchItAllows() {
        RefusalProblems problems = new RefusalProblems(2, account -> true);

        assertThat(problems.of(refusal(Per.TRADE)).toBody())
                .containsEntry("code", "spending-limit-exceeded")
                .containsEntry("status", 422)
                .containsEntry("detail", "A trade may take at most 12.50 from alice; 20.00 was asked for.")
                .containsEntry("per", "trade");
        assertThat(problems.of(refusal(Per.DAY)).toBody())
                .containsEntry("detail", "12.50 more may be spent from alice today; 20.00 was asked for.")
                .containsEntry("per", "day")
                .containsEntry("available", "12.50")
                .containsEntry("asked", "20.00");
    }

    @Test
    void whoeverMayNotSeeTheAccountIsToldNoNumbers() {
        RefusalProblems problems = new RefusalProblems(2, account -> false);

        assertThat(problems.of(refusal(Per.DAY)).toBody())
                .containsEntry("detail", "The spending limit for alice does not allow this.")
                .doesNotContainKeys("per", "available", "asked");
    }
}
