package org.tallystick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

class TurnsTest {
    private final Turns turns = new Turns(2, Duration.ofMillis(20), "Others are before you.");

    @Test
    void asManyAsThereArePlacesMakeAtOnceAndTheNextIsToldToComeAgain() throws IOException {
        String made = turns.take(() -> turns.take(() -> {
            assertThatThrownBy(() -> turns.take(() -> "third"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().type()).isEqualTo(ProblemType.UNAVAILABLE));
            return "second";
        }));

        assertThat(made).isEqualTo("second");
    }

    @Test
    void aPlaceIsFreeAgainWhateverBecameOfWhatWasMade() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.take(() -> {
                        throw new IOException("gone");
                    }))
                    .hasMessage("gone");
        }

        assertThat(turns.take(() -> "made")).isEqualTo("made");
    }
}
