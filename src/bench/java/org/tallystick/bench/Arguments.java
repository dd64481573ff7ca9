package org.tallystick.bench;

import java.util.List;

/** The arguments of a program of this package. */
final class Arguments {
    private Arguments() {}

    static int number(List<String> given, String name, int otherwise) {
        int at = given.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(given.get(at + 1));
    }
}
