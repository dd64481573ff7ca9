package org.tallystick.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegibleTest {

    @ParameterizedTest
    @CsvSource({
        "Žofie Šťastná ÅØÆ Nguyễn Hồng ĂȘȚ ĞŞİ ŁŹŻ ŒÐÞ, LATIN",
        "Γιώργος Παπαδόπουλος Ἀριστοτέλης, LATIN",
        "Иван Ёлкин Їжак Ђорђевић Қазақ, LATIN",
        "מרים כהן, HEBREW",
        "ليلى الحسيني پژمان, ARABIC",
        "王小明 諸葛亮, EAST_ASIAN",
        "さくら カタカナ, EAST_ASIAN",
        "김민준, EAST_ASIAN",
        "Անի Սարգսյան, ARMENIAN",
        "ნინო ბერიძე, GEORGIAN",
        "आशा क्षत्रिय, DEVANAGARI",
        "สมชาย ใจดี, THAI",
        "🥑 🥕 ❤ → ✓ ½, SYMBOLS",
    })
    void whatTheFontsHaveStaysAsItIs(String text, Typeface typeface) {
        Legible legible = Legible.of(text);

        assertThat(legible.text()).isEqualTo(text);
        assertThat(legible.typefaces()).contains(typeface);
    }

    @Test
    void whatNoFontHasIsWrittenAsItsNumber() {
        assertThat(Legible.of("a 𓀀 𐎠ꦄ b").text()).isEqualTo("a [U+13000] [U+103A0][U+A984] b");
        assertThat(Legible.of("\uE123\uFFFF").text()).isEqualTo("[U+E123][U+FFFF]");
    }

    @Test
    void whatHasNoLooksIsDroppedButForWhatJoinsLetters() {
        assertThat(Legible.of("❤\uFE0F a\u00ADb\u202Ec\u200Bd\u2066e\uFEFF\u3164")
                        .text())
                .isEqualTo("❤ abcde");
        assertThat(Legible.of("می\u200Cخواهم").text()).isEqualTo("می\u200Cخواهم");
    }

    @Test
    void onlyTheFontsThatAreNeededAreNamed() {
        assertThat(Legible.of("plain text").typefaces()).containsExactly(Typeface.LATIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\t", " ", "\u00A0"})
    void whiteSpaceStays(String space) {
        assertThat(Legible.of("a" + space + "b").text()).isEqualTo("a" + space + "b");
    }
}
