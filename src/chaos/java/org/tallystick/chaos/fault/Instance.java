package org.tallystick.chaos.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One packaged service at a fixed address, with a proxy between it and the database, and a clock of its own. */
final class Instance implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final String name;
    private final URI uri;
    private final TcpProxy proxy;
    private final Optional<ShiftedClock> clock;
    private final Supervised service;

    private Instance(String name, URI uri, TcpProxy proxy, Optional<ShiftedClock> clock, Supervised service) {
        this.name = name;
        this.uri = uri;
        this.proxy = proxy;
        this.clock = clock;
        this.service = service;
    }

    /**
     * Starts it and returns at once.
     *
     * @param clockLibrary of {@link ShiftedClock#compile}
     */
    static Instance start(
            String name,
            int httpPort,
            int proxyPort,
            Postgres postgres,
            Map<String, String> environment,
            Path scratch,
            Optional<Path> clockLibrary)
            throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: run mvn package first");
        }
        TcpProxy proxy = TcpProxy.start(proxyPort, new InetSocketAddress("127.0.0.1", postgres.port()));
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", String.valueOf(httpPort));
        all.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + proxyPort + "/tallystick");
        Optional<ShiftedClock> clock = Optional.empty();
        if (clockLibrary.isPresent()) {
            ShiftedClock shifted = ShiftedClock.of(clockLibrary.get(), scratch.resolve(name + ".clock"));
            all.putAll(shifted.environment());
            clock = Optional.of(shifted);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> words = List.of(java, "-Xmx384m", "-XX:+UseSerialGC", "-jar", JAR.toString());
        Supervised service = Supervised.start(name, words, all, scratch.resolve(name + ".log"), () -> {});
        return new Instance(name, URI.create("http://127.0.0.1:" + httpPort), proxy, clock, service);
    }

    URI uri() {
        return uri;
    }

    TcpProxy proxy() {
        return proxy;
    }

    Supervised service() {
        return service;
    }

    /** Absent where there is no compiler. */
    Optional<ShiftedClock> clock() {
        return clock;
    }

    boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        // Stopping, it wants to reach its database.
        proxy.passage().clear();
        service.close();
        proxy.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
