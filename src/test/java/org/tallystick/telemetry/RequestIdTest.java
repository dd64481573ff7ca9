package org.tallystick.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "6f1cbd8e-2f7e-4a80-9a4e-6a3a5a9c1f00",
                "Root=1-67891233-abcdef012345678912345678",
                "shop.example:till_4/77~2+9"
            })
    void aCallersOwnIsTaken(String given) {
        assertThat(RequestId.of(given)).isEqualTo(given);
    }

    @Test
    void oneOfTheGreatestLengthIsTakenAndALongerOneIsNot() {
        String longest = "x".repeat(RequestId.MOST_CHARACTERS);

        assertThat(RequestId.of(longest)).isEqualTo(longest);
        assertThat(UUID.fromString(RequestId.of(longest + "x"))).isNotNull();
    }

    @ParameterizedTest(name = "{index}")
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\tb",
                "a\nb",
                "a\r\nERROR forged",
                "a\u0000",
                "a\u001b[31m",
                "\"a\"",
                "a,b",
                "{a}",
                "a(b)",
                "é",
                "\u202ea",
                "someone@example.org",
                "a\\b",
                "<a>",
                "%n"
            })
    void whatIsNoneIsReplacedByANewOne(String given) {
        String made = RequestId.of(given);

        assertThat(UUID.fromString(made)).hasToString(made);
        assertThat(RequestId.of(given)).isNotEqualTo(made);
    }
}
