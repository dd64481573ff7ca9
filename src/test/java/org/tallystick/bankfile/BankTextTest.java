package org.tallystick.bankfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankTextTest {
    @ParameterizedTest
    @CsvSource({
        "Søren Łódź ß, Soren Lodz ss",
        "Αλέξανδρος, Alexandros",
        "Кириллица, Kirillica",
        "日本語, ri ben yu",
        "🥑 €, ? ?",
        "“x” – y…, \"x\" - y...",
        "Ａ１, A1"
    })
    void anyScriptBecomesAscii(String text, String ascii) {
        assertThat(BankText.ascii(text)).isEqualTo(ascii);
    }

    @Test
    void everyCharacterThereIsBecomesAsciiAndOneOfSwifts() {
        for (int point = 0; point <= 0x2FFFF; point += point < 0x3000 ? 1 : 37) {
            if (point >= 0xD800 && point <= 0xDFFF) {
                continue;
            }
            String text = "a" + new String(Character.toChars(point)) + "b";
            assertThat(BankText.ascii(text)).matches("[ -~]+");
            assertThat(BankText.swift(text)).matches("[A-Za-z0-9/?:().,'+ -]+");
        }
    }

    @Test
    void xmlHoldsNoControlCharactersAndIsCutBetweenCharacters() {
        assertThat(BankText.xml("a\u0000b\u001fc\ufffe", 99)).isEqualTo("a\ufffdb\ufffdc\ufffd");
        assertThat(BankText.xml("ab🥑", 3)).isEqualTo("ab");
        assertThat(BankText.xml("", 3)).isEqualTo("-");
    }
}
