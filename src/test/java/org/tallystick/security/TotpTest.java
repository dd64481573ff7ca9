package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
    private static final TotpSecret SECRET = TotpSecret.of("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
    /** In the middle of a step. */
    private static final Instant NOW = Instant.ofEpochSecond(1_234_567_905);

    private static final long STEP = 41_152_263;

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({
        "0,755224",
        "1,287082",
        "2,359152",
        "3,969429",
        "4,338314",
        "5,254676",
        "6,287922",
        "7,162583",
        "8,399871",
        "9,520489"
    })
    void theVectorsOfCountedCodesHold(long count, String code) {
        assertThat(Totp.code(SECRET, count, 6)).isEqualTo(code);
    }

    /** RFC 6238, appendix B, the rows of SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59,94287082",
        "1111111109,07081804",
        "1111111111,14050471",
        "1234567890,89005924",
        "2000000000,69279037",
        "20000000000,65353130"
    })
    void theVectorsOfTimedCodesHold(long second, String code) {
        Instant instant = Instant.ofEpochSecond(second);
        assertThat(Totp.code(SECRET, Totp.step(instant), 8)).isEqualTo(code);
        String shown = Totp.code(SECRET, instant);
        assertThat(shown).isEqualTo(code.substring(2));
        assertThat(Totp.verify(SECRET, shown, instant, Totp.NEVER)).hasValue(second / 30);
    }

    @Test
    void aCodeIsGoodForOneStepBeforeAndOneAfterItsOwnAndNoLonger() {
        String code = Totp.code(SECRET, STEP, 6);
        Instant begin = Instant.ofEpochSecond(STEP * 30);
        assertThat(Totp.verify(SECRET, code, begin.minusSeconds(31), Totp.NEVER))
                .isEmpty();
        assertThat(Totp.verify(SECRET, code, begin.minusSeconds(30), Totp.NEVER))
                .hasValue(STEP);
        assertThat(Totp.verify(SECRET, code, begin.minusMillis(1), Totp.NEVER)).hasValue(STEP);
        assertThat(Totp.verify(SECRET, code, begin, Totp.NEVER)).hasValue(STEP);
        assertThat(Totp.verify(SECRET, code, begin.plusSeconds(60).minusMillis(1), Totp.NEVER))
                .hasValue(STEP);
        assertThat(Totp.verify(SECRET, code, begin.plusSeconds(60), Totp.NEVER)).isEmpty();
    }

    @Test
    void aCodeIsGoodOnceAndNoneBeforeItIsGoodAfterwards() {
        String code = Totp.code(SECRET, NOW);
        OptionalLong used = Totp.verify(SECRET, code, NOW, Totp.NEVER);
        assertThat(used).hasValue(STEP);
        assertThat(Totp.verify(SECRET, code, NOW.plusSeconds(20), used.getAsLong()))
                .isEmpty();
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, STEP - 1, 6), NOW, used.getAsLong()))
                .isEmpty();
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, STEP + 1, 6), NOW, used.getAsLong()))
                .hasValue(STEP + 1);
    }

    @Test
    void theFirstStepOfAllIsNoException() {
        Instant dawn = Instant.EPOCH;
        assertThat(Totp.verify(SECRET, "755224", dawn, Totp.NEVER)).hasValue(0);
        assertThat(Totp.verify(SECRET, "755224", dawn, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"005924", "005 924", " 0 0 5 9 2 4 ", "005-924", "005\u00A0924", "005\u202F924\n"})
    void spacesAndHyphensAreAsPeopleTypeThem(String typed) {
        assertThat(Totp.verify(SECRET, typed, Instant.ofEpochSecond(1_234_567_890), Totp.NEVER))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "      ",
                "5924",
                "00592",
                "0059240",
                "689 005 924",
                "OO5924",
                "+05924",
                "005924;",
                "٠٠٥٩٢٤",
                "００５９２４",
                "005\0924"
            })
    void anythingButSixAsciiDigitsIsNoCode(String typed) {
        assertThat(Totp.verify(SECRET, typed, Instant.ofEpochSecond(1_234_567_890), Totp.NEVER))
                .isEmpty();
    }

    @Test
    void anEndlessCodeIsNotRead() {
        assertThat(Totp.verify(
                        SECRET, " ".repeat(100_000) + "005924", Instant.ofEpochSecond(1_234_567_890), Totp.NEVER))
                .isEmpty();
    }

    @Test
    void codesHaveAsciiDigitsWhereverTheServiceRuns() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(Totp.code(SECRET, 0, 6)).isEqualTo("755224");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aSecretIs160RandomBitsAndReadsBackFromItsText() {
        TotpSecret secret = TotpSecret.random();
        assertThat(secret.bytes()).hasSize(20).isNotEqualTo(TotpSecret.random().bytes());
        assertThat(secret.base32()).matches("[A-Z2-7]{32}");
        assertThat(TotpSecret.parse(secret.base32()).orElseThrow().bytes()).isEqualTo(secret.bytes());
        String typed = secret.base32().toLowerCase(Locale.ROOT).replaceAll("(.{4})", "$1 ");
        assertThat(TotpSecret.parse(typed).orElseThrow().bytes()).isEqualTo(secret.bytes());
        assertThat(SECRET.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(secret).asString().doesNotContain(secret.base32());
    }

    @Test
    void aSecretOfAnotherLengthIsNone() {
        assertThat(TotpSecret.parse("GEZDGNBVGY3TQOJQ")).isEmpty();
        assertThat(TotpSecret.parse("")).isEmpty();
        assertThat(TotpSecret.parse("1".repeat(32))).isEmpty();
        assertThatThrownBy(() -> TotpSecret.of(new byte[19])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretDoesNotChangeWithTheBytesItWasMadeOf() {
        byte[] bytes = SECRET.bytes();
        TotpSecret secret = TotpSecret.of(bytes);
        bytes[0]++;
        secret.bytes()[1]++;
        assertThat(secret.base32()).isEqualTo(SECRET.base32());
    }

    @Test
    void itsAddressIsEncodedAsAppsReadIt() {
        assertThat(SECRET.uri("Maple LETS", "alice@maple-lets"))
                .isEqualTo("otpauth://totp/Maple%20LETS:alice%40maple-lets?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Maple%20LETS&algorithm=SHA1&digits=6&period=30");
        assertThat(SECRET.uri("https://a/b?c&d", "e:é*~"))
                .startsWith("otpauth://totp/https-%2F%2Fa%2Fb%3Fc%26d:e-%C3%A9%2A~?secret=");
    }
}
