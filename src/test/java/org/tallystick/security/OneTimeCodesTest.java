package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeCodesTest {
    @Test
    void aSheetHasTenDifferentCodesWithoutLookAlikes() {
        List<String> sheet = OneTimeCodes.newSheet();
        assertThat(sheet).hasSize(10).doesNotHaveDuplicates();
        assertThat(sheet).allMatch(code -> code.matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"));
    }

    @Test
    void everyCharacterOfTheAlphabetComesUpInEveryPlace() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            for (String code : OneTimeCodes.newSheet()) {
                for (int place = 0; place < code.length(); place++) {
                    seen.add(place + " " + code.charAt(place));
                }
            }
        }
        assertThat(seen).hasSize(16 * 32 + 3);
    }

    @Test
    void aCodeIsKnownAgainHoweverItIsTyped() {
        String code = "01AB-CD0J-K1MN-PQRZ";
        byte[] hash = OneTimeCodes.hash(code).orElseThrow();
        assertThat(hash).hasSize(32);
        for (String typed : List.of(
                code,
                code.toLowerCase(Locale.ROOT),
                "O1ab cdoj kImn pqrz",
                "oLABCD0JKlMNPQRZ",
                "  o1-ab cd0j\tk1mn - pqrz\n",
                "01AB\u00A0CD0J-K1MN-PQRZ")) {
            assertThat(OneTimeCodes.normalize(typed)).as(typed).hasValue("01ABCD0JK1MNPQRZ");
            assertThat(OneTimeCodes.matches(typed, hash)).as(typed).isTrue();
        }
    }

    @Test
    void anotherCodeIsNot() {
        List<String> sheet = OneTimeCodes.newSheet();
        byte[] hash = OneTimeCodes.hash(sheet.get(0)).orElseThrow();
        assertThat(sheet.stream().filter(code -> OneTimeCodes.matches(code, hash)))
                .containsExactly(sheet.get(0));
        assertThat(OneTimeCodes.matches("", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "----",
                "01AB-CD0J-K1MN-PQR",
                "01AB-CD0J-K1MN-PQRZ0",
                "01AB-CD0J-K1MN-PQRU",
                "01AB-CD0J-K1MN-PQR_",
                "01AB-CD0J-K1MN-PQRı",
                "01AB-CD0J-K1MN-PQR０"
            })
    void whatHasAnotherShapeIsNoCode(String typed) {
        assertThat(OneTimeCodes.normalize(typed)).isEmpty();
        assertThat(OneTimeCodes.hash(typed)).isEmpty();
    }

    @Test
    void anEndlessCodeIsNotRead() {
        assertThat(OneTimeCodes.normalize(" ".repeat(100_000) + "01AB-CD0J-K1MN-PQRZ"))
                .isEmpty();
    }
}
