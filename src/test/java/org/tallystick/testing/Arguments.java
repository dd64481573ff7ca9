package org.tallystick.testing;

import java.util.List;
import java.util.Optional;

/** The arguments of a program, each a name and a value: {@code --seconds 60}. */
public final class Arguments {
    private Arguments() {}

    /** @throws NumberFormatException if it is no number */
    public static int number(List<String> given, String name, int otherwise) {
        return value(given, name).map(Integer::parseInt).orElse(otherwise);
    }

    /** @throws IllegalArgumentException if it is not given */
    public static String text(List<String> given, String name) {
        return value(given, name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    /** @throws IllegalArgumentException if its value is missing */
    public static Optional<String> value(List<String> given, String name) {
        int at = given.indexOf(name);
        if (at >= 0 && at + 1 == given.size()) {
            throw new IllegalArgumentException(name + " wants a value");
        }
        return at < 0 ? Optional.empty() : Optional.of(given.get(at + 1));
    }
}
