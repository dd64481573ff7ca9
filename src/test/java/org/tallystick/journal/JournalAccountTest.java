package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.testing.SampleStatement;

class JournalAccountTest {
    /** Whoever holds two puts both journals into one book, in which an account is opened once. */
    @Test
    void accountsInSeveralCurrenciesHaveNamesOfTheirOwn() {
        SampleStatement hours = SampleStatement.hostile("HRS", 4);

        assertThat(held(hours)).isEqualTo(JournalAccount.of("Assets", "maple-lets", "alice"));
        assertThat(held(hours.ofAccount("alice.HRS")))
                .isEqualTo(JournalAccount.of("Assets", "maple-lets", "alice", "HRS"));
        assertThat(held(hours.ofAccount("clearing.other-lets.HRS")))
                .isEqualTo(JournalAccount.of("Assets", "maple-lets", "clearing", "other-lets", "HRS"));
        assertThat(hours.ofAccount("alice.HRS").textIn(new BeancountFormat()))
                .contains(" open Assets:Maple-lets:Alice:HRS HRS\n");
    }

    private static JournalAccount held(SampleStatement sample) {
        return JournalAccount.held(sample.head().account(), "maple-lets");
    }
}
