package org.tallystick.chaos.ha;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tallystick.chaos.fault.Ports;
import org.tallystick.chaos.fault.Supervised;

/**
 * Two packaged services behind HAProxy, on a cluster behind HAProxy. It leaves nothing behind, whatever ends this program; after
 * {@code kill -9} the next run takes away what is left.
 */
final class Stand implements AutoCloseable {
    static final String OPERATOR_PASSWORD = "the operator of the bank test";
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final int SERVICES = 2;
    private static final int SECRET_BYTES = 32;
    private static final int PASSWORD_BYTES = 12;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Cluster cluster;
    private final String password;
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final Thread hook = new Thread(this::end, "end of the stand");
    private URI door = URI.create("http://127.0.0.1");
    private boolean ended;

    private Stand(Cluster cluster, String password) {
        this.cluster = cluster;
        this.password = password;
        closing.add(cluster);
    }

    /**
     * Starts it all, and returns when trades can be booked.
     *
     * @param scratch an empty directory, or one that is made
     */
    static Stand start(Path scratch, boolean synchronous) throws Exception {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR.toAbsolutePath() + " is missing: run mvn package first");
        }
        // The user of the database has its files there.
        Files.setPosixFilePermissions(
                Files.createDirectories(scratch), PosixFilePermissions.fromString("rwx--x--x"));
        String password = HexFormat.of().formatHex(random(PASSWORD_BYTES));
        Stand stand = new Stand(Cluster.make(new PatroniSettings(Cluster.NODES, password, synchronous)), password);
        Runtime.getRuntime().addShutdownHook(stand.hook);
        try {
            stand.cluster.start(scratch.toRealPath());
            stand.startServices(scratch);
            return stand;
        } catch (Exception e) {
            stand.close();
            throw e;
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private void startServices(Path scratch) throws IOException, InterruptedException {
        List<Integer> ports = Ports.free(2 + SERVICES);
        List<Integer> services = ports.subList(2, ports.size());
        Balancer balancer = Balancer.start(ports.get(0), ports.get(1), services, scratch);
        closing.add(balancer);
        door = balancer.door();
        Map<String, String> environment = new HashMap<>(Map.of(
                "TALLYSTICK_DEMO", "false",
                "TALLYSTICK_OPERATOR_PASSWORD", OPERATOR_PASSWORD,
                "TALLYSTICK_SECRET", Base64.getEncoder().encodeToString(random(SECRET_BYTES)),
                "TALLYSTICK_MIGRATION_USERNAME", Cluster.OWNER,
                "TALLYSTICK_MIGRATION_PASSWORD", password,
                "QUARKUS_DATASOURCE_JDBC_URL", balancer.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", Cluster.APPLICATION,
                "QUARKUS_DATASOURCE_PASSWORD", password,
                "QUARKUS_HTTP_HOST", "127.0.0.1"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        for (int port : services) {
            environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
            String name = "service-" + port;
            closing.add(Supervised.start(
                    name,
                    List.of(java, "-Xmx384m", "-XX:+UseSerialGC", "-jar", JAR.toString()),
                    environment,
                    scratch.resolve(name + ".log"),
                    () -> {}));
            URI service = URI.create("http://127.0.0.1:" + port);
            Cluster.await(name + " ready", LONGEST_START, () -> isReady(service));
        }
        Cluster.await("an open door", LONGEST_START, () -> isReady(door));
    }

    private static boolean isReady(URI service) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where who trades comes in. */
    URI door() {
        return door;
    }

    Cluster cluster() {
        return cluster;
    }

    Connection owner() throws SQLException {
        return cluster.owner();
    }

    Connection superuser() throws SQLException {
        return cluster.superuser();
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        for (int i = closing.size() - 1; i >= 0; i--) {
            try {
                closing.get(i).close();
            } catch (Exception e) {
                System.out.println("Not stopped: " + e);
            }
        }
    }
}
