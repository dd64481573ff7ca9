package org.tallystick.bench;

import java.util.List;

/** The arguments of a program of this package. */
final class Arguments {
    private Arguments() {}

    static int number(List<String> given, String name, int otherwise) {
        int at = given.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(given.get(at + 1));
    }

    /** @throws IllegalArgumentException if it is not given */
    static String text(List<String> given, String name) {
        int at = given.indexOf(name);
        if (at < 0 || at + 1 == given.size()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return given.get(at + 1);
    }
}
