package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewPasswordTest {
    private static final String ALICE = "alice@maple-lets";
    private static final String COMMON = "many people have";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "a new password of mine",
                "maple-demo",
                "the password of alice",
                "pässwörd für älle",
                "alice likes green tea",
                "my property in the east",
                "understudy whale",
                "wet tree potato",
                "moose-lamp-42",
                "korrekt häst batteri",
                "лошадь верно скоба",
                "正确的马电池订书钉很好用",
                "🍁🍂🌳🐿️🦫🍄🌲",
                "83529047316602",
                "tR7!vq2Lx9",
                "vqzxkjwpmb",
                "pond stump",
            })
    void whatNobodyGuessesPasses(String password) {
        assertThat(Passwords.readNew(password, ALICE)).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manchester",
                "MANCHESTER",
                "Christopher",
                "m4nch3st3r",
                "manchester1985",
                "q1w2e3r4t5y6",
                "monkey2024!",
                "!!!Dragon!!!",
                "P@ssw0rd2024",
                "$unshine99!",
                "linkin-park",
                "correct horse battery staple",
                "Correct-Horse-Battery-Staple",
                "correcthorsebatterystaple1"
            })
    void whatIsTriedFirstIsRefused(String password) {
        assertRefused(password, ALICE, COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaa",
                "1111111112",
                "abababababab",
                "a1a1a1a1a1a",
                "abcabcabcabc",
                "xK2#pxK2#p",
                "Secret77Secret77",
                "банбанбанбан"
            })
    void whatRepeatsItselfIsRefused(String password) {
        assertRefused(password, ALICE, "over and over");
    }

    @Test
    void aPasswordTwiceIsNoWorseThanOnce() {
        assertThat(Passwords.readNew("moose lamp moose lamp ", ALICE)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "0987654321",
                "12345678901234",
                "1234-5678-9012",
                "abcdefghij",
                "zyxwvutsrq",
                "qwertyuiop",
                "Qwertz12345",
                "asdfghjkl1",
                "poiuytrewq",
                "azertyuiop",
                "qwe asd zxc",
                "!@#$%^&*()",
                "abcd-efgh-ijkl",
                "йцукенгшщз",
                "1qaz2wsx3edc",
                "1qaz2wsx!!"
            })
    void runsOfTheKeyboardAndOfNumbersAreRefused(String password) {
        assertRefused(password, ALICE, "rows of the keyboard");
    }

    @ParameterizedTest
    @CsvSource({
        "alice82736451,alice@maple-lets",
        "Al1ce-2024!!,alice@maple-lets",
        "alice-maple-lets,alice@maple-lets",
        "MapleLets2024,alice@maple-lets",
        "m4pl3l3t5_77,alice@maple-lets",
        "alice@maple-lets,alice@maple-lets",
        "2024 alice alice x9,alice@maple-lets",
        "tallystick1,alice@maple-lets",
        "Ta11yst1ck!,alice@maple-lets",
        "alicepassword,alice@maple-lets",
        "maple-admin1,maple-admin",
        "operator!2024,operator",
    })
    void namesThatAGuesserKnowsAreRefusedWithWhateverStandsAround(String password, String username) {
        assertThatThrownBy(() -> Passwords.readNew(password, username))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches(".*username.*|.*" + COMMON + ".*");
    }

    @Test
    void namesOfOthersAreNoConcern() {
        assertThat(Passwords.readNew("willow82736451", ALICE)).isNotEmpty();
        assertRefused("willow82736451", "willow@maple-lets", "username");
    }

    @Test
    void lengthIsCountedInTheNormalForm() {
        assertRefused("moose lam", ALICE, "at least 10");
        assertRefused("a\u0301e\u0301i\u0301o\u0301u\u0301", ALICE, "at least 10");
        assertRefused("moose lamp ".repeat(20), ALICE, "at most 200");
        assertThat(Passwords.readNew("moose lampe\u0301", ALICE)).isEqualTo("moose lamp\u00E9");
    }

    @Test
    void randomPasswordsPass() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String characters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!?";
        for (int i = 0; i < 10_000; i++) {
            String password = random.ints(12, 0, characters.length())
                    .mapToObj(at -> String.valueOf(characters.charAt(at)))
                    .collect(Collectors.joining());
            assertThat(Passwords.readNew(password, ALICE)).as("seed %d", seed).isEqualTo(password);
        }
    }

    @Test
    void threeRandomWordsPass() {
        List<String> words = List.of(
                "acorn", "badge", "cabin", "daisy", "eager", "fable", "gecko", "habit", "igloo", "jelly", "kiosk",
                "lemon", "mango", "noble", "olive", "paper", "quilt", "raven", "sugar", "tiger", "uncle", "violin",
                "whale", "yacht", "zebra");
        for (String first : words) {
            for (String second : words) {
                for (String third : words) {
                    boolean same = first.equals(second) || second.equals(third);
                    if (!same) {
                        String password = first + " " + second + " " + third;
                        assertThat(Passwords.readNew(password, ALICE)).isEqualTo(password);
                    }
                }
            }
        }
    }

    private static void assertRefused(String password, String username, String why) {
        assertThatThrownBy(() -> Passwords.readNew(password, username))
                .as(password)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
