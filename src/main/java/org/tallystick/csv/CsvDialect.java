package org.tallystick.csv;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How CSV is written: RFC 4180 has commas and says nothing of numbers; spreadsheets of many countries want it otherwise.
 *
 * @param byteOrderMark whether the file begins with U+FEFF, by which some spreadsheets know UTF-8
 */
public record CsvDialect(Separator separator, Decimal decimal, boolean byteOrderMark) {
    public static final CsvDialect USUAL = new CsvDialect(Separator.COMMA, Decimal.POINT, false);

    /** What stands between two fields. */
    public enum Separator {
        COMMA(','),
        SEMICOLON(';'),
        TAB('\t');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        public char character() {
            return character;
        }

        /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
        public static Separator of(String code) {
            return find(values(), code);
        }
    }

    /** What stands before the digits of a fraction. */
    public enum Decimal {
        POINT('.'),
        COMMA(',');

        private final char character;

        Decimal(char character) {
            this.character = character;
        }

        /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
        public static Decimal of(String code) {
            return find(values(), code);
        }
    }

    private static <E extends Enum<E>> E find(E[] values, String code) {
        Function<E, String> name = value -> value.name().toLowerCase(Locale.ROOT);
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + Arrays.stream(values).map(name).collect(Collectors.joining(", "))));
    }

    /** A number, of a text such as {@code -12.50}. It stays a number, whatever it begins with. */
    public String number(String plain) {
        return plain.replace('.', decimal.character);
    }

    /** What people wrote: no spreadsheet takes any of it for a formula. */
    public String text(String words) {
        return FormulaGuard.guarded(words, separator);
    }
}
