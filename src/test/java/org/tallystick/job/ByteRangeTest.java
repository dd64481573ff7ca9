package org.tallystick.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.problem.ProblemException;

class ByteRangeTest {
    private static final long SIZE = 1_000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-999, 0, 999",
        "bytes=10-19, 10, 19",
        "bytes=990-, 990, 999",
        "bytes=990-5000, 990, 999",
        "bytes=-10, 990, 999",
        "bytes=-5000, 0, 999",
        "' bytes=1-2 ', 1, 2"
    })
    void aRangeIsCutToWhatIsThere(String header, long first, long last) {
        assertThat(ByteRange.read(header, SIZE)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-", "bytes=20-10", "bytes=1-2,4-5", "lines=1-2", "bytes=a-b", "", "bytes=1 - 2"})
    void whatIsNoSingleRangeOfBytesIsIgnored(String header) {
        assertThat(ByteRange.read(header, SIZE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=999999999999999999-"})
    void aRangeOfWhichNothingIsThereIsRefused(String header) {
        assertThatThrownBy(() -> ByteRange.read(header, SIZE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("1000 bytes");
    }

    @Test
    void itSaysItsLengthAndPlace() {
        ByteRange range = new ByteRange(10, 19);
        assertThat(range.length()).isEqualTo(10);
        assertThat(range.of(SIZE)).isEqualTo("bytes 10-19/1000");
        assertThat(ByteRange.whole(0).length()).isZero();
    }
}
