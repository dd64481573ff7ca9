package org.tallystick.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.CurrencyCode;

class AccountAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "alice.HRS",
                "0a",
                "fund",
                "fund.HRS",
                "settlement.HRS",
                "clearing.other-lets",
                "clearing.other-lets.HRS",
                "a-very-long-handle-of-exactly-40-letters"
            })
    void anAddressIsWrittenAsItWasRead(String text) {
        assertThat(AccountAddress.parse(text)).hasToString(text);
    }

    @Test
    void theCurrencyIsWhatFollowsTheLastPoint() {
        assertThat(AccountAddress.parse("alice.HRS"))
                .isEqualTo(new AccountAddress("alice", Optional.empty(), Optional.of(new CurrencyCode("HRS"))));
        assertThat(AccountAddress.parse("clearing.other-lets"))
                .isEqualTo(new AccountAddress("clearing", Optional.of("other-lets"), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'write a handle'",
        "a, 'write a handle'",
        "Alice, 'write a handle'",
        "-alice, 'write a handle'",
        "a-very-long-handle-of-exactly-41-letters1, 'write a handle'",
        "alice., 'currency code in capitals'",
        "alice.hrs, 'currency code in capitals'",
        "alice.H, 'currency code in capitals'",
        ".HRS, 'write a handle'",
        "alice.HRS.HRS, 'write a handle'",
        "clearing, 'write clearing.other-lets'",
        "clearing.HRS, 'write a handle'",
        "clearing.other-lets.HRS.X, 'write clearing.other-lets'",
        "alice@maple-lets, 'another community'",
        "'alice HRS', 'write a handle'"
    })
    void aMalformedAddressIsRefusedWithAHint(String text, String hint) {
        assertThatThrownBy(() -> AccountAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("addresses no account")
                .hasMessageContaining(hint);
    }

    @Test
    void aLongTextIsNotRepeatedInFull() {
        assertThatThrownBy(() -> AccountAddress.parse("x".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
}
