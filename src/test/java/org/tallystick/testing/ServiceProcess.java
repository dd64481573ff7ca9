package org.tallystick.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packaged program, run as its operator runs it: a process of its own, configured by the environment alone. It takes a
 * free port unless the environment names one.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    /** What is not worth its while in a process that runs for seconds is left out: the second compiler, and threads for rubbish. */
    private static final List<String> QUICK_TO_START =
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Pattern LISTENS = Pattern.compile("Tallystick listens on (http://\\S+)");

    private final Process process;
    private final Thread reader;

    @SuppressWarnings("JdkObsolete") // two threads share it
    private final StringBuffer output = new StringBuffer();

    private ServiceProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "Output of process " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it and returns at once. Nothing of this process's own Tallystick or Quarkus variables is handed on. */
    public static ServiceProcess start(Map<String, String> environment, String... arguments) {
        return start(QUICK_TO_START, environment, arguments);
    }

    /** @param options of the virtual machine */
    public static ServiceProcess start(List<String> options, Map<String, String> environment, String... arguments) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: run mvn package first");
        }
        List<String> words = new ArrayList<>(heedsCtrlC());
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-jar", JAR.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TALLYSTICK_") || name.startsWith("QUARKUS_"));
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().putAll(environment);
        try {
            return new ServiceProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What to put before a command that is to heed Ctrl-C. A shell starts what it runs in the background with that signal
     * ignored, and so does all that this one starts.
     */
    private static List<String> heedsCtrlC() {
        return ignoresCtrlC() ? List.of("env", "--default-signal=INT") : List.of();
    }

    private static boolean ignoresCtrlC() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.exists(status)
                    && Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("SigIgn:"))
                            .mapToLong(line ->
                                    Long.parseUnsignedLong(line.substring(7).strip(), 16))
                            .anyMatch(ignored -> (ignored >> 1 & 1) == 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the readiness check says so. */
    public ServiceProcess awaitReady() {
        await("ready", LONGEST_START, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The service ended before it was ready:\n" + output());
            }
            return LISTENS.matcher(output).find() && isReady();
        });
        return this;
    }

    public boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(baseUri().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens, as it says itself. */
    public URI baseUri() {
        Matcher matcher = LISTENS.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("The service does not say where it listens:\n" + output());
        }
        return URI.create(matcher.group(1));
    }

    /** All that it has written so far, to either stream. */
    public String output() {
        return output.toString();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ctrl-C, and the exit code. */
    public int interrupt() {
        return stop("INT");
    }

    /** What a service manager sends, and the exit code. */
    public int terminate() {
        return stop("TERM");
    }

    /** {@code kill -9}: it has no chance to clean up. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits for it to end by itself, and answers the exit code. */
    public int awaitExit() {
        return awaitExit(LONGEST_STOP);
    }

    /** The same for what takes its time. */
    public int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The service still runs:\n" + output());
            }
            reader.join(Duration.ofSeconds(5).toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it, if it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
    }

    /** Waits for something that takes a moment. */
    public static void await(String what, Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not " + what + " within " + atMost);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private int stop(String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return awaitExit();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
            }
        } catch (IOException e) {
            output.append(e).append('\n');
        }
    }
}
