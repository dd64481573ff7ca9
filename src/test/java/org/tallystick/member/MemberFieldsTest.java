package org.tallystick.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.FieldError;
import org.tallystick.problem.FieldErrors;
import org.tallystick.web.TextOrNull;

class MemberFieldsTest {
    private static final Currency CREDITS = new Currency(new CurrencyCode("CRED"), "Credits", "c", 2);

    @ParameterizedTest
    @ValueSource(strings = {"fund", "settlement", "clearing", "a", "Alice", "-alice", "alice.b", "alice b", "é-é", ""})
    void aHandleThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> new Handle(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice@example.org", "a.b+c@x-y.example", "zoë@bücher.example", "o'neil@mail.example.org"})
    void anEmailAddressIsKept(String text) {
        assertThat(new EmailAddress(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "@example.org",
                "alice@",
                "alice@example",
                "a b@example.org",
                "alice@@example.org",
                "alice@-example.org",
                ".alice@example.org",
                "al..ice@example.org",
                "alice.@example.org",
                "alice@example..org",
                "alice@example.org\nbcc: all@example.org",
                "<alice@example.org>"
            })
    void whatIsNoEmailAddressIsRefused(String text) {
        assertThatThrownBy(() -> new EmailAddress(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everythingThatIsWrongWithAMemberIsToldAtOnce() {
        FieldErrors errors = new FieldErrors();

        Optional<NewMember> read = new MemberBody(
                        "fund", "", "robot", "nowhere", "31.3.2024", "1.234", new TextOrNull("-1"))
                .read(CREDITS, errors);

        assertThat(read).isEmpty();
        assertThat(errors.list())
                .extracting(FieldError::field)
                .containsExactly("handle", "name", "kind", "email", "joined", "creditLimit", "balanceCap");
    }

    @Test
    void anAbsentCapIsTheDefaultAndANullOneIsNone() {
        assertThat(read(null).balanceCap()).isEmpty();
        assertThat(read(new TextOrNull(null)).balanceCap()).contains(BalanceCap.NONE);
        assertThat(read(new TextOrNull("12.5")).balanceCap()).contains(new BalanceCap(1_250));
        assertThat(read(null).creditLimit()).contains(new CreditLimit(50_000));
    }

    private static NewMember read(TextOrNull cap) {
        return new MemberBody("alice", "Alice", "person", null, null, "500", cap)
                .read(CREDITS, new FieldErrors())
                .orElseThrow();
    }
}
