package org.tallystick.chaos.ha;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.chaos.fault.Ports;
import org.tallystick.chaos.fault.Supervised;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Two packaged services behind HAProxy, on a cluster behind HAProxy. */
final class Stand implements AutoCloseable {
    static final String OPERATOR_PASSWORD = "the operator of the bank test";
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final int SERVICES = 2;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Cluster cluster;
    private final List<AutoCloseable> closing = new ArrayList<>();
    private final Thread hook = new Thread(this::end, "end of the stand");
    private URI door = URI.create("http://127.0.0.1");
    private boolean ended;

    private Stand(Cluster cluster) {
        this.cluster = cluster;
        closing.add(cluster);
    }

    static Stand start(Path scratch, String password, String secret) throws Exception {
        Files.createDirectories(scratch);
        Stand stand = new Stand(Cluster.start(scratch.toRealPath(), password));
        Runtime.getRuntime().addShutdownHook(stand.hook);
        try {
            stand.startServices(scratch, password, secret);
            return stand;
        } catch (Exception e) {
            stand.close();
            throw e;
        }
    }

    private void startServices(Path scratch, String password, String secret) throws Exception {
        List<Integer> ports = Ports.free(2 + SERVICES);
        List<Integer> services = ports.subList(2, ports.size());
        Balancer balancer = Balancer.start(ports.get(0), ports.get(1), services, scratch);
        closing.add(balancer);
        door = balancer.door();
        Map<String, String> environment = new HashMap<>(Map.of(
                "TALLYSTICK_DEMO", "false",
                "TALLYSTICK_OPERATOR_PASSWORD", OPERATOR_PASSWORD,
                "TALLYSTICK_SECRET", secret,
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
            Cluster.await(name + " ready", LONGEST_START, () -> answers(URI.create("http://127.0.0.1:" + port + "/q/health/ready")));
        }
        Cluster.await("an open door", LONGEST_START, () -> answers(door.resolve("/q/health/ready")));
    }

    private static boolean answers(URI uri) {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

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
