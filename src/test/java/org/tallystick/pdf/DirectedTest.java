package org.tallystick.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.pdf.Directed.Part;

class DirectedTest {

    @Test
    void textOfOneDirectionIsOnePart() {
        assertThat(Directed.of("Eggs, 3").parts()).containsExactly(new Part("Eggs, 3", false));
        assertThat(Directed.of("מרים כהן").parts()).containsExactly(new Part("מרים כהן", false));
        assertThat(Directed.of("").parts()).containsExactly(new Part("", false));
    }

    @Test
    void whatIsReadFromTheRightAndHasANumberIsLaidOutFromTheRight() {
        assertThat(Directed.of("דירה 3 חדרים").parts()).containsExactly(new Part("דירה 3 חדרים", true));
    }

    @Test
    void withinWhatIsReadFromTheLeftOnlyTheOtherPartIs() {
        assertThat(Directed.of("Café שלום 2 (Ltd)").parts())
                .containsExactly(new Part("Café ", false), new Part("שלום 2", true), new Part(" (Ltd)", false));
    }

    @Test
    void aTextCannotTurnWhatStandsBesideIt() {
        assertThat(Directed.of("\u202Ealice\u2067 1\u200F").parts()).containsExactly(new Part("alice 1", false));
    }
}
