package org.tallystick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.problem.ProblemException;

class IfMatchTest {
    @Test
    void aTagNamesAVersionAndAStarAnyOne() {
        assertThat(IfMatch.parse(IfMatch.tagOf(7)).expected()).isEqualTo(OptionalLong.of(7));
        assertThat(IfMatch.parse(" * ").expected()).isEmpty();
    }

    @Test
    void withoutAHeaderItIsRequired() {
        assertThatThrownBy(() -> IfMatch.parse(null))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo("precondition-required"));
    }

    @ParameterizedTest
    @CsvSource({
        "'W/\"7\"', version-stale",
        "'\"seven\"', version-stale",
        "'7', malformed",
        "'\"7\", \"8\"', malformed",
        "'\"9999999999999999999999\"', version-stale",
        "'', malformed"
    })
    void whatIsNoTagOfOursMatchesNothing(String header, String code) {
        assertThatThrownBy(() -> IfMatch.parse(header))
                .satisfies(e -> assertThat(codeOf(e)).isEqualTo(code));
    }

    private static String codeOf(Throwable thrown) {
        return ((ProblemException) thrown).problem().type().code();
    }
}
