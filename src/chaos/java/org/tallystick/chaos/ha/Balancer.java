package org.tallystick.chaos.ha;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tallystick.chaos.fault.Supervised;

/** HAProxy, twice: before the services, for who trades, and before the database, for the services. */
final class Balancer implements AutoCloseable {
    /** What the service itself says when it cannot reach its database, for when no service is ready. */
    private static final String UNAVAILABLE = """
            {"type":"urn:tallystick:problem:unavailable","code":"unavailable","title":"The service cannot take this right now; send it again","status":503,\
            "detail":"No service is ready; send this again."}""";

    private final int door;
    private final int database;
    private final Supervised haproxy;

    private Balancer(int door, int database, Supervised haproxy) {
        this.door = door;
        this.database = database;
        this.haproxy = haproxy;
    }

    /**
     * @param door the port for who trades
     * @param database the port for the services
     */
    static Balancer start(int door, int database, List<Integer> services, Path scratch) throws IOException {
        Path configuration = scratch.resolve("haproxy.cfg");
        Files.writeString(configuration, configuration(door, database, services));
        Supervised haproxy = Supervised.start(
                "HAProxy",
                List.of("haproxy", "-db", "-f", configuration.toString()),
                Map.of(),
                scratch.resolve("haproxy.log"),
                () -> {});
        return new Balancer(door, database, haproxy);
    }

    private static String configuration(int door, int database, List<Integer> services) {
        String instances = IntStream.range(0, services.size())
                .mapToObj(i -> "  server service" + i + " 127.0.0.1:" + services.get(i))
                .collect(Collectors.joining("\n"));
        String nodes = IntStream.rangeClosed(1, Cluster.NODES)
                .mapToObj(node -> "  server n" + node + " " + Network.address(node) + ":" + PatroniSettings.PORT
                        + " check port " + PatroniSettings.REST_PORT)
                .collect(Collectors.joining("\n"));
        return """
                defaults
                  timeout connect 2s
                  timeout check 1s
                  retries 3
                  option redispatch

                frontend door
                  mode http
                  bind 127.0.0.1:%d
                  timeout client 3m
                  http-error status 503 content-type application/problem+json string '%s' hdr Retry-After 1
                  default_backend services

                backend services
                  mode http
                  timeout server 3m
                  balance leastconn
                  option httpchk GET /q/health/ready
                  default-server check inter 500ms fall 2 rise 2
                %s

                # Who is the primary, Patroni knows; sessions with one that is no longer are ended, not waited for.
                listen database
                  mode tcp
                  bind 127.0.0.1:%d
                  timeout client 1h
                  timeout server 1h
                  option httpchk GET /primary
                  http-check expect status 200
                  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
                %s
                """
                .formatted(door, UNAVAILABLE, instances, database, nodes);
    }

    URI door() {
        return URI.create("http://127.0.0.1:" + door);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + database + "/" + Cluster.DATABASE;
    }

    @Override
    public void close() {
        haproxy.close();
    }
}
