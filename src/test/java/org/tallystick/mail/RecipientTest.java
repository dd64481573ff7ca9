package org.tallystick.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientTest {
    @ParameterizedTest
    @ValueSource(strings = {"alice@maple.example", "a.b+c_d'e@maple.example", "bob@localhost"})
    void anAddressIsTakenAsItIs(String address) {
        assertThat(new Recipient(address).address()).isEqualTo(address);
    }

    @Test
    void aDomainInAnyScriptIsKeptAsMailServersKnowIt() {
        assertThat(new Recipient("alice@bücher.example").address()).isEqualTo("alice@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "alice@",
                "@maple.example",
                "alice@maple.example\r\nBcc: bob@maple.example",
                "alice\n@maple.example",
                "alice@maple.example\n",
                "alice@maple.example, bob@maple.example",
                "Alice <alice@maple.example>",
                "alice bob@maple.example",
                "alice@maple@example",
                "\"a\"@maple.example",
                "alice@maple..example",
                "alice@.example",
                "alice@-maple.example",
                "alice\u2028@maple.example",
                "alice@maple.example\u0000"
            })
    void whatCouldEndAHeaderOrNameAnotherIsRefusedAndNotRepeated(String address) {
        assertThatThrownBy(() -> new Recipient(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("maple");
    }

    @Test
    void anAddressThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> new Recipient("a".repeat(65) + "@maple.example"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Recipient("a@" + "maple.".repeat(50) + "example"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
