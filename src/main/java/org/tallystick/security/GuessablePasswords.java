package org.tallystick.security;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Passwords that are long enough and yet no effort to guess: those that many people have, and what a rule describes in a few
 * words. Whatever is not made of such things alone passes, so several random words always do; there are no rules about kinds of characters, which NIST SP 800-63B
 * advises against.
 */
final class GuessablePasswords {
    /** With fewer different characters than this, a password says nothing but how long it is. */
    private static final int FEWEST_DIFFERENT = 5;
    /** What counts as a run. Words have runs of three in them (prope-rty), which does no harm. */
    private static final int SHORTEST_RUN = 3;
    /** Where a run begins and which way it goes is all that there is to guess of it. */
    private static final int WORTH_OF_A_RUN = 2;

    private static final int LEAST_WORTH = 7;
    /** Names and words shorter than this are in every other word. */
    private static final int SHORTEST_NAME = 3;
    /** Letters beside names; with fewer than this, they are ornament. */
    private static final int FEWEST_LETTERS = 4;

    /** Names that everybody's passwords may contain, beside one's own. */
    private static final List<String> EVERYBODYS = List.of("tallystick", "password", "login");

    /** The alphabet, the numbers, and the rows and columns of the keyboards of several languages; both ways. */
    private static final List<String> LINES = Stream.of(
                    "abcdefghijklmnopqrstuvwxyz",
                    "01234567890",
                    "qwertyuiop",
                    "asdfghjkl",
                    "zxcvbnm",
                    "qwertzuiop",
                    "yxcvbnm",
                    "azertyuiop",
                    "qsdfghjklm",
                    "wxcvbn",
                    "йцукенгшщзхъ",
                    "фывапролджэ",
                    "ячсмитьбю",
                    "!@#$%^&*()",
                    "1qaz",
                    "2wsx",
                    "3edc",
                    "4rfv",
                    "5tgb",
                    "6yhn",
                    "7ujm")
            .flatMap(line -> Stream.of(line, new StringBuilder(line).reverse().toString()))
            .toList();

    private GuessablePasswords() {}

    /**
     * Why a password will not do, if so, to complete a sentence that begins with its name.
     *
     * @param shortest how many characters a password has at least
     * @param username {@code alice@maple-lets}: each part is a name that a guesser knows
     */
    static Optional<String> whyNot(String password, int shortest, String username) {
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.chars().distinct().count() < FEWEST_DIFFERENT || isRepeated(lower, shortest)) {
            return Optional.of("must not be a few characters over and over");
        }
        if (worth(Substitutions.withoutSeparators(lower)) < LEAST_WORTH) {
            return Optional.of("must not be made of rows of the keyboard, of the alphabet or of numbers");
        }
        if (CommonPasswords.contains(lower)) {
            return Optional.of("must not be one that many people have; several random words make a good one");
        }
        if (isOfNames(lower, names(username))) {
            return Optional.of("must not be made of the username, the name of the community or of Tallystick");
        }
        return Optional.empty();
    }

    /** Repeating adds nothing: the part that is repeated must be a password by itself. */
    private static boolean isRepeated(String text, int shortest) {
        for (int part = 1; part < shortest && part * 2 <= text.length(); part++) {
            if (text.startsWith(text.substring(part))) {
                return true;
            }
        }
        return false;
    }

    /** In characters, where each run is worth {@value #WORTH_OF_A_RUN}. */
    private static int worth(String text) {
        int worth = 0;
        int at = 0;
        while (at < text.length()) {
            int run = runAt(text, at);
            worth += run >= SHORTEST_RUN ? WORTH_OF_A_RUN : 1;
            at += run >= SHORTEST_RUN ? run : 1;
        }
        return worth;
    }

    private static int runAt(String text, int from) {
        int same = from + 1;
        while (same < text.length() && text.charAt(same) == text.charAt(from)) {
            same++;
        }
        int longest = same - from;
        for (String line : LINES) {
            int begin = line.indexOf(text.charAt(from));
            int length = 0;
            while (begin >= 0
                    && begin + length < line.length()
                    && from + length < text.length()
                    && line.charAt(begin + length) == text.charAt(from + length)) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    private static List<String> names(String username) {
        String lower = username.toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<>(EVERYBODYS);
        names.add(Substitutions.withoutSeparators(lower));
        for (String part : lower.split("@")) {
            names.add(part);
            names.add(Substitutions.withoutSeparators(part));
            names.addAll(List.of(part.split("[-_.]")));
        }
        return names.stream()
                .filter(name -> name.length() >= SHORTEST_NAME)
                .map(Substitutions::folded)
                .toList();
    }

    private static boolean isOfNames(String lower, List<String> names) {
        String folded = Substitutions.folded(lower);
        BitSet named = new BitSet(folded.length());
        for (String name : names) {
            for (int at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + 1)) {
                named.set(at, at + name.length());
            }
        }
        long others = lower.chars().filter(Character::isLetter).count();
        others -= named.stream()
                .filter(at -> Character.isLetter(lower.charAt(at)))
                .count();
        return !named.isEmpty() && others < FEWEST_LETTERS;
    }
}
