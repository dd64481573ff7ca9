package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {
    /** RFC 4648 §10, without the padding. */
    @ParameterizedTest
    @CsvSource({
        "'',''",
        "f,MY",
        "fo,MZXQ",
        "foo,MZXW6",
        "foob,MZXW6YQ",
        "fooba,MZXW6YTB",
        "foobar,MZXW6YTBOI",
    })
    void theTestVectorsOfItsStandardHold(String plain, String encoded) {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base32.RFC_4648.encode(bytes)).isEqualTo(encoded);
        assertThat(Base32.RFC_4648.decode(encoded).orElseThrow()).isEqualTo(bytes);
    }

    @Test
    void whateverIsEncodedIsDecodedToTheSame() {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = Digests.random(length);
            for (Base32 alphabet : new Base32[] {Base32.RFC_4648, Base32.CROCKFORD}) {
                assertThat(alphabet.decode(alphabet.encode(bytes)).orElseThrow())
                        .as("%d bytes", length)
                        .isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"M", "MZX", "MZXW6Y", "MZ", "my", "M1", "MY======", "M Y", "MÝ"})
    void textThatNoBytesHaveIsNotDecoded(String text) {
        assertThat(Base32.RFC_4648.decode(text)).isEmpty();
    }
}
