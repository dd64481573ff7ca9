package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
    private static final long SIXTEEN_MEGABYTES = 16L << 20;

    @Test
    void aNameTellsTimelineAndNumber() {
        assertThat(segment("000000010000000000000003")).isEqualTo(new Segment(1, 3));
        assertThat(segment("0000000A00000002000000FF")).isEqualTo(new Segment(10, 2 * 256 + 255));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000010000000000000001", "0000000A00000002000000FF", "FFFFFFFFFFFFFFFF000000FF"})
    void aSegmentTellsItsName(String name) {
        assertThat(segment(name).name(SIXTEEN_MEGABYTES)).isEqualTo(name);
    }

    @Test
    void theSegmentAfterTheLastOfAFileOfLogIsTheFirstOfTheNext() {
        assertThat(new Segment(1, 255).name(SIXTEEN_MEGABYTES)).isEqualTo("0000000100000000000000FF");
        assertThat(new Segment(1, 256).name(SIXTEEN_MEGABYTES)).isEqualTo("000000010000000100000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000002.history",
                "000000010000000000000003.partial",
                "000000010000000000000003.00000028.backup",
                "archtemp.000000010000000000000003.17.1",
                "00000001000000000000000g"
            })
    void otherFilesAreNoSegments(String name) {
        assertThat(Segment.of(name, SIXTEEN_MEGABYTES)).isEmpty();
    }

    @Test
    void segmentsGoByNumberFirst() {
        assertThat(List.of(new Segment(2, 5), new Segment(1, 6), new Segment(1, 5)).stream()
                        .sorted())
                .containsExactly(new Segment(1, 5), new Segment(2, 5), new Segment(1, 6));
    }

    @Test
    void aPlaceInTheLogIsWrittenAsPostgresqlDoes() {
        assertThat(Lsn.parse("16/B374D848")).hasToString("16/B374D848");
        assertThat(Lsn.parse("0/3000028").segment(SIXTEEN_MEGABYTES)).isEqualTo(3);
        assertThat(Lsn.parse("2/FF000000").segment(SIXTEEN_MEGABYTES)).isEqualTo(2 * 256 + 255);
        assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("1/0"));
        assertThatThrownBy(() -> Lsn.parse("16-3")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Segment segment(String name) {
        return Segment.of(name, SIXTEEN_MEGABYTES).orElseThrow();
    }
}
