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
import org.tallystick.chaos.fault.Signals;
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
    private final Path home;
    private final Supervised etcd;
    private final Supervised patroni;

    private Node(int number, Path home, Supervised etcd, Supervised patroni) {
        this.number = number;
        this.home = home;
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
        Supervised etcd = Supervised.start(
                "etcd-" + number,
                words(network.on(number), settings.etcd(number, home)),
                Map.of("ETCD_UNSUPPORTED_ARCH", "arm64"),
                scratch.resolve("etcd-" + number + ".log"),
                () -> {});
        List<String> prefix = words(network.on(number), AS_POSTGRES);
        Supervised patroni = Supervised.start(
                "patroni-" + number,
                words(prefix, List.of("patroni", configuration.toString())),
                Map.of("LC_ALL", "C.UTF-8", "HOME", home.toString()),
                scratch.resolve("patroni-" + number + ".log"),
                () -> {});
        return new Node(number, home, etcd, patroni);
    }

    private static List<String> words(List<String> first, List<String> then) {
        List<String> words = new ArrayList<>(first);
        words.addAll(then);
        return words;
    }

    int number() {
        return number;
    }

    /** Whether Patroni there says that it is the primary, and holds the lock. */
    boolean isPrimary() {
        return answers("/primary");
    }

    /** Whether it follows, synchronously: then it may take over. */
    boolean isSynchronous() {
        return answers("/synchronous");
    }

    private boolean answers(String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + Network.address(number) + ":" + PatroniSettings.REST_PORT + path))
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

    /** {@code kill -9} of Patroni and of all of PostgreSQL at once, as when the host is gone; nothing is started again there. */
    void kill() throws IOException, InterruptedException {
        patroni.hold();
        List<Long> all = new ArrayList<>(patroni.tree());
        all.addAll(servers());
        Signals.send("KILL", all);
    }

    /** The host is there again. */
    void revive() {
        patroni.letGo();
    }

    /** PostgreSQL's own processes: they lead a session of their own, and are not Patroni's children for long. */
    private List<Long> servers() {
        String data = home.resolve("data").toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().filter(line -> line.contains(data)).isPresent())
                .flatMap(process -> java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        patroni.stop("TERM");
        try {
            Signals.send("KILL", servers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        etcd.stop("TERM");
    }

    @Override
    public String toString() {
        return "node " + number;
    }
}
