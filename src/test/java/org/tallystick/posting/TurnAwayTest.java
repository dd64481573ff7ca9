package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnAwayTest {
    @Test
    void whereThousandsWaitForTheirRefusalTheNextHasItAtOnce() {
        assertThat(TurnAway.pauseMillis(1, 2_000)).isEqualTo(2_000);
        assertThat(TurnAway.pauseMillis(5_000, 2_000)).isEqualTo(2_000);
        assertThat(TurnAway.pauseMillis(5_001, 2_000)).isEqualTo(1);
    }
}
