package org.tallystick.web;

import org.jspecify.annotations.Nullable;
import org.tallystick.csv.CsvDialect;
import org.tallystick.csv.CsvDialect.Decimal;
import org.tallystick.csv.CsvDialect.Separator;
import org.tallystick.problem.FieldErrors;

/** Reads how CSV is to be written, from the query parameters {@code separator}, {@code decimal} and {@code bom}. */
public final class Dialects {
    private Dialects() {}

    /**
     * Notes an error for what is none of those that there are, and for what says nothing to this format.
     *
     * @param format as {@code ?format=} names it
     * @param offered whether the format is written in dialects at all
     */
    public static CsvDialect read(
            String format,
            boolean offered,
            @Nullable String separator,
            @Nullable String decimal,
            @Nullable String bom,
            FieldErrors errors) {
        if (!offered) {
            refuse("separator", separator, format, errors);
            refuse("decimal", decimal, format, errors);
            refuse("bom", bom, format, errors);
            return CsvDialect.USUAL;
        }
        return new CsvDialect(
                errors.readIfPresent("separator", separator, Separator::of).orElse(CsvDialect.USUAL.separator()),
                errors.readIfPresent("decimal", decimal, Decimal::of).orElse(CsvDialect.USUAL.decimal()),
                errors.readIfPresent("bom", bom, Dialects::yesOrNo).orElse(CsvDialect.USUAL.byteOrderMark()));
    }

    private static void refuse(String field, @Nullable String value, String format, FieldErrors errors) {
        if (value != null) {
            errors.add(field, "malformed", "says how CSV is written, and the format is " + format);
        }
    }

    private static boolean yesOrNo(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return text.equals("true");
    }
}
