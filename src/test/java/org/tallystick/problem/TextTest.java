package org.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"Alice", "Zoë & Søn", "日本", "two words", "🌲 bread", "عربى"})
    void whatPeopleWriteStaysAsItIs(String text) {
        assertThat(Text.read(text, 20)).isEqualTo(text);
    }

    @Test
    void textIsKeptInNormalFormCAndWithoutSpaceAround() {
        assertThat(Text.read("  Zoe\u0308 ", 20)).isEqualTo("Zo\u00eb");
        assertThat(Text.read("e\u0308".repeat(20), 20)).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n ", "\u2003"})
    void textOfNothingIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.read(text, 20))
                .withMessage("must not be empty");
    }

    @Test
    void textIsRefusedFromOneCharacterTooManyOn() {
        assertThat(Text.read("x".repeat(20), 20)).hasSize(20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.read("x".repeat(21), 20))
                .withMessage("has 21 characters; at most 20 fit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "a\tb",
                "a\u001bb",
                "a\u007fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\ufdd0b",
                "a\ufdefb",
                "a\ufffeb",
                "a\uffffb",
                "a\ud800b",
                "a\udc00b"
            })
    void controlCharactersAndWhatIsNoCharacterAreRefusedWithTheirPlace(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Text.read(text, 20))
                .withMessage("contains a control character at position 2");
    }

    @Test
    void halfOfACharacterAtTheEdgeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Text.read("a\ud83c", 20));
        assertThatIllegalArgumentException().isThrownBy(() -> Text.read("\udf32a", 20));
    }
}
