package org.tallystick.chaos.overload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tallystick.chaos.overload.Crowd.Run;
import org.tallystick.chaos.overload.Nuisances.Ended;

/** What was measured, and which promises were not kept. */
final class Findings {
    private static final double LEAST_KEPT = 0.8;
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_BESIDE = Duration.ofSeconds(2);
    /** Beside the heap: threads, buffers of the network, code. */
    private static final long MOST_RESIDENT_BYTES = 900L << 20;
    private static final long MOST_FOR_BODIES_BYTES = 64L << 20;

    private final StringBuilder text = new StringBuilder();
    private final List<String> broken = new ArrayList<>();

    private void require(boolean kept, String promise, Object found) {
        if (!kept) {
            broken.add(promise + ": " + found);
        }
    }

    private void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        text.append(line).append('\n');
        System.out.println(line);
    }

    void overload(Run best, Run over, Duration recovered) {
        Tally told = over.tally();
        double kept = over.acceptedPerSecond() / best.acceptedPerSecond();
        line("| | 256 connections, best of three | 2,560 connections, %.0f s |", over.seconds());
        line("|---|---|---|");
        line("| trades booked a second | %,.0f | %,.0f (%.0f %%) |", best.acceptedPerSecond(), over.acceptedPerSecond(), 100 * kept);
        line("| requests answered a second | %,.0f | %,.0f |", best.answeredPerSecond(), over.answeredPerSecond());
        line("| 201 | %,d | %,d |", best.tally().accepted(), told.accepted());
        line("| 503 | %,d | %,d, %,d of them without Retry-After |", best.tally().turnedAway(), told.turnedAway(), told.withoutRetryAfter());
        line("| other answers | %s | %s |", best.tally().others(), told.others());
        line("| connections ended without an answer | %,d | %,d |", best.tally().cutOffs(), told.cutOffs());
        line("| wait of the accepted, median | %s | %s |", millis(best.tally().latency(0.5)), millis(told.latency(0.5)));
        line("| 99 % of them | %s | %s |".replace(" % ", " %% "), millis(best.tally().latency(0.99)), millis(told.latency(0.99)));
        line("| the slowest | %s | %s |", millis(best.tally().slowest()), millis(told.slowest()));
        line("");
        line("A caller alone was served as usual %.1f s after the end.", recovered.toNanos() / 1e9);
        require(kept >= LEAST_KEPT, "80 % of the best throughput", kept);
        require(told.turnedAway() > 0, "the excess is turned away", told.turnedAway());
        require(told.withoutRetryAfter() == 0, "every 503 has Retry-After", told.withoutRetryAfter());
        require(told.others().isEmpty(), "no other answers", told.others());
        require(told.cutOffs() == 0, "every request is answered", told.cutOffs());
        require(recovered.compareTo(LONGEST_RECOVERY) < 0, "recovery within seconds", recovered);
    }

    void memory(long before, long most, long after, long exhausted) {
        line("Resident memory of the service (its heap may have %s): %,d MB before, at most %,d MB meanwhile, %,d MB after.",
                Subject.HEAP, before >> 20, most >> 20, after >> 20);
        line("");
        line("| clients that only cost | opened | open at the end | after seconds | others, each second | slowest of them | not served |");
        line("|---|---|---|---|---|---|---|");
        require(most < MOST_RESIDENT_BYTES, "memory is bounded", most);
        require(exhausted == 0, "no OutOfMemoryError", exhausted);
    }

    void nuisance(String what, Ended ended, boolean mustEnd, Run others) {
        Tally told = others.tally();
        long notServed = told.turnedAway() + told.cutOffs() + told.others().values().stream().mapToLong(n -> n).sum();
        line("| %s | %,d | %,d | %d | %,.0f | %s | %d |", what, ended.opened(), ended.left(), ended.secondsToEnd(),
                others.acceptedPerSecond(), millis(told.slowest()), notServed);
        require(!mustEnd || ended.left() == 0, what + " are ended", ended);
        require(notServed == 0, "others are served beside " + what, notServed);
        require(told.slowest().compareTo(LONGEST_BESIDE) < 0, "others are served soon beside " + what, told.slowest());
    }

    void hugeBodies(Map<Integer, Integer> answers, long grown) {
        line("");
        line("Huge bodies (20 that announce a gigabyte, 20 that announce nothing and go on) were answered %s; the service grew by %,d MB.",
                answers, grown >> 20);
        require(answers.keySet().equals(java.util.Set.of(413)), "huge bodies are 413", answers);
        require(grown < MOST_FOR_BODIES_BYTES, "huge bodies take no memory", grown);
    }

    void books(boolean right, long trades, long answered, boolean alive) {
        line("The books are %s: %,d trades, %,d of them answered.", right ? "right" : "wrong", trades, answered);
        require(right, "the books are right", right);
        require(trades >= answered, "every answered trade is booked", answered - trades);
        require(alive, "the service runs on", alive);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%,.1f ms", duration.toNanos() / 1e6);
    }

    void write(Path file, String command) throws IOException {
        String head = "# Overload on " + file.getFileName().toString().replace("-overload.md", "") + "\n\n"
                + "The packaged service with its embedded database and " + Subject.HEAP + " of heap, a queue of 1,000, and its callers on "
                + Runtime.getRuntime().availableProcessors() + " cores;\nevery caller sends again at once, whatever it was told. Command: `"
                + command.strip() + "`.\n\n";
        Files.writeString(file, head + text);
    }

    void requireKept() {
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Not kept:\n  " + String.join("\n  ", broken));
        }
    }
}
