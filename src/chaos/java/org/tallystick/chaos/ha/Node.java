package org.tallystick.chaos.ha;

import java.io.IOException;
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
import org.tallystick.chaos.fault.Commands;
import org.tallystick.chaos.fault.Supervised;

/** One host of the cluster: PostgreSQL under Patroni, and the member of etcd by which Patroni agrees with the others. */
final class Node implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** The user that Debian's package makes; PostgreSQL does not run as root. */
    private static final List<String> AS_POSTGRES =
            List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");

    private final int number;
    private final Network network;
    private final Path configuration;
    private final Supervised etcd;
    private final Supervised patroni;

    private Node(int number, Network network, Path configuration, Supervised etcd, Supervised patroni) {
        this.number = number;
        this.network = network;
        this.configuration = configuration;
        this.etcd = etcd;
        this.patroni = patroni;
    }

    /** Starts it and returns at once. */
    static Node start(int number, Network network, PatroniSettings settings, Path scratch)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(scratch.resolve("node-" + number));
        Path configuration = home.resolve("patroni.yml");
        Files.writeString(configuration, settings.of(number, home));
        Commands.run("chown", "-R", "postgres:postgres", home.toString());
        List<String> as = words(network.on(number), AS_POSTGRES);
        Supervised etcd = Supervised.start(
                "etcd-" + number,
                words(as, settings.etcd(number, home)),
                Map.of(),
                scratch.resolve("etcd-" + number + ".log"),
                () -> {});
        Supervised patroni = Supervised.start(
                "patroni-" + number,
                words(as, List.of("patroni", configuration.toString())),
                Map.of("LC_ALL", "C.UTF-8", "HOME", home.toString()),
                scratch.resolve("patroni-" + number + ".log"),
                () -> {});
        return new Node(number, network, configuration, etcd, patroni);
    }

    private static List<String> words(List<String> first, List<String> then) {
        List<String> words = new ArrayList<>(first);
        words.addAll(then);
        return words;
    }

    int number() {
        return number;
    }

    String address() {
        return Network.address(number);
    }

    /** A command on this host. */
    List<String> command(String... words) {
        return words(network.on(number), List.of(words));
    }

    /** Of Patroni, for its own tools. */
    Path configuration() {
        return configuration;
    }

    /** Whether Patroni there says that it is the primary, and holds the lock. */
    boolean isPrimary() {
        return patroniSays("primary");
    }

    /** Whether Patroni there says that it confirms commits, and so is the one that may take over. */
    boolean isSynchronous() {
        return patroniSays("synchronous");
    }

    private boolean patroniSays(String role) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address() + ":" + PatroniSettings.REST_PORT + "/" + role))
                .timeout(PATIENCE)
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

    /**
     * {@code kill -9} of all there is on the host; nothing is started again there.
     *
     * @return how many processes it was
     */
    int kill() throws IOException, InterruptedException {
        patroni.hold();
        etcd.hold();
        return network.kill(number);
    }

    /** The host is there again. */
    void revive() {
        etcd.letGo();
        patroni.letGo();
    }

    void cut() throws IOException, InterruptedException {
        network.cut(number);
    }

    void join() throws IOException, InterruptedException {
        network.join(number);
    }

    /** What these leave behind goes with the network. */
    @Override
    public void close() {
        patroni.stop("KILL");
        etcd.stop("KILL");
    }

    @Override
    public String toString() {
        return "node " + number;
    }
}
