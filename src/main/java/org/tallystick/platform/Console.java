package org.tallystick.platform;

import java.io.PrintStream;
import java.util.List;

/** What is said to whoever started the program; the only place that writes to the standard streams. */
public final class Console {
    private Console() {}

    public static void say(String line) {
        write(System.out, List.of(line));
    }

    public static void say(List<String> lines) {
        write(System.out, lines);
    }

    public static void complain(String line) {
        write(System.err, List.of(line));
    }

    /** In one piece, so that lines of other threads do not come between. */
    private static void write(PrintStream stream, List<String> lines) {
        stream.print(String.join(System.lineSeparator(), lines) + System.lineSeparator());
        stream.flush();
    }
}
