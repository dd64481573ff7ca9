package org.tallystick.chaos.overload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service on its embedded database, with little memory and a short queue. */
final class Subject implements AutoCloseable {
    static final String PASSWORD = "the operator of the overload";
    static final String HEAP = "384m";

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final int LONGEST_START_SECONDS = 180;

    private final Process process;
    private final int port;
    private final Path log;

    private Subject(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** @param settings more variables of its environment */
    static Subject start(Path scratch, Map<String, String> settings) throws IOException, InterruptedException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: run mvn package first");
        }
        int port = freePort();
        Path log = scratch.resolve("service.log");
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString());
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(words)).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TALLYSTICK_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(settings);
        builder.environment().put("TALLYSTICK_DATA_DIR", scratch.resolve("data").toString());
        builder.environment().put("TALLYSTICK_DEMO", "false");
        builder.environment().put("TALLYSTICK_OPERATOR_PASSWORD", PASSWORD);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        Subject subject = new Subject(builder.start(), port, log);
        subject.awaitReady();
        return subject;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (!Files.readString(log).contains("Tallystick listens on")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The service does not start; see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** What is resident of the process, heap and all else, in bytes. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                * 1_024;
    }

    /** How often its log speaks of something. */
    long logged(String word) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(word)).count();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(100, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
