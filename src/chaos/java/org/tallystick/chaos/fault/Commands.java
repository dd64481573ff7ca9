package org.tallystick.chaos.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** Programs of the operating system that end by themselves. */
final class Commands {
    private Commands() {}

    /** What became of one. */
    record Ended(int code, String output) {
        boolean well() {
            return code == 0;
        }
    }

    static Ended attempt(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return new Ended(process.waitFor(), output);
    }

    static Ended attempt(String... words) throws IOException, InterruptedException {
        return attempt(List.of(words));
    }
}
