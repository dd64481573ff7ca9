package org.tallystick.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a generator did in one run.
 *
 * @param requests answered
 * @param failed answered with a status of 400 or more, or not at all
 * @param seconds that it took
 * @param cpuMicros of the generator itself
 */
record Load(
        long requests, long failed, double seconds, long p50Micros, long p99Micros, long maxMicros, long cpuMicros) {
    private static final Pattern RESULT = Pattern.compile("RESULT (\\{.*})");
    private static final Pattern CPU = Pattern.compile("CPU ([0-9.]+) ([0-9.]+)");
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern DONE = Pattern.compile("actually processed: ([0-9]+)");
    private static final Pattern FAILED = Pattern.compile("failed transactions: ([0-9]+)");
    private static final Pattern AVERAGE = Pattern.compile("latency average = ([0-9.]+) ms");

    /** @param arguments of the scenario, or some like them */
    static Load ofWrk(Server server, String token, Scenario scenario, int seconds, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "-t" + threads(scenario.connections()),
                "-c" + scenario.connections(),
                "-d" + seconds + "s",
                "--timeout",
                "30s",
                "-s",
                "src/bench/wrk/" + scenario.script(),
                server.uri("").toString(),
                "--"));
        command.addAll(arguments);
        String output = timed(command, Map.of("TOKEN", token));
        JsonNode result = new ObjectMapper().readTree(only(RESULT, output));
        return new Load(
                result.path("requests").asLong(),
                result.path("failed").asLong(),
                result.path("microseconds").asLong() / 1e6,
                result.path("p50").asLong(),
                result.path("p99").asLong(),
                result.path("max").asLong(),
                cpu(output));
    }

    /** How many threads wrk makes so many connections with. */
    private static int threads(int connections) {
        return Math.min(2, connections);
    }

    /** pgbench knows the mean and the deviation alone: p50 is the mean here, p99 and the maximum are not known. */
    static Load ofPgbench(Books books, int connections, int seconds, int accounts, String run)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                "pgbench",
                "-n",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(books.port()),
                "-U",
                "tallystick_owner",
                "-c",
                String.valueOf(connections),
                "-j",
                "2",
                "-T",
                String.valueOf(seconds),
                "-M",
                "prepared",
                "-D",
                "accounts=" + accounts,
                "-D",
                "run=" + run,
                "-f",
                "src/bench/sql/one-function.pgbench",
                "tallystick");
        String output = timed(command, Map.of("PGPASSWORD", books.ownerPassword()));
        long done = Long.parseLong(only(DONE, output));
        double tps = Double.parseDouble(only(TPS, output));
        Matcher failed = FAILED.matcher(output);
        return new Load(
                done,
                failed.find() ? Long.parseLong(failed.group(1)) : 0,
                done / tps,
                (long) (Double.parseDouble(only(AVERAGE, output)) * 1000),
                0,
                0,
                cpu(output));
    }

    /** @throws IllegalStateException if any request was answered badly, or not at all */
    void requireSuccess(String what) {
        if (failed > 0) {
            throw new IllegalStateException(what + ": " + failed + " requests failed");
        }
    }

    private static String timed(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='CPU %U %S'; time \"$@\"", "bash"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed:\n" + output);
        }
        return output;
    }

    private static long cpu(String output) {
        Matcher cpu = CPU.matcher(output);
        if (!cpu.find()) {
            throw new IllegalStateException(output);
        }
        return (long) ((Double.parseDouble(cpu.group(1)) + Double.parseDouble(cpu.group(2))) * 1e6);
    }

    private static String only(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in:\n" + output);
        }
        return matcher.group(1);
    }
}
