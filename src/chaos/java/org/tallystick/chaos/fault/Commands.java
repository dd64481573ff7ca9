package org.tallystick.chaos.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** Programs of the operating system that end by themselves. */
public final class Commands {
    private Commands() {}

    /** What became of one. */
    public record Ended(int code, String output) {
        public boolean well() {
            return code == 0;
        }
    }

    public static Ended attempt(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return new Ended(process.waitFor(), output);
    }

    public static Ended attempt(String... words) throws IOException, InterruptedException {
        return attempt(List.of(words));
    }

    /** @throws IOException if it says that it failed */
    public static void run(String... words) throws IOException, InterruptedException {
        Ended ended = attempt(words);
        if (!ended.well()) {
            throw new IOException(String.join(" ", words) + " said: " + ended.output());
        }
    }
}
