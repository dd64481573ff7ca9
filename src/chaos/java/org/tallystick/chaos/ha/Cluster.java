package org.tallystick.chaos.ha;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.tallystick.chaos.fault.Commands;

/** Three nodes that keep the same books, and agree on who writes. */
final class Cluster implements AutoCloseable {
    static final int NODES = 3;
    static final String DATABASE = "tallystick";
    static final String OWNER = "tallystick_owner";
    static final String APPLICATION = "tallystick_app";
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Network network;
    private final PatroniSettings settings;
    private final Path scratch;
    private final List<Node> nodes = new ArrayList<>();

    private Cluster(Network network, PatroniSettings settings, Path scratch) {
        this.network = network;
        this.settings = settings;
        this.scratch = scratch;
    }

    /** Starts it, and returns when there is a primary with one that may take over, and the database is made. */
    static Cluster start(Path scratch, String password) throws Exception {
        Cluster cluster = new Cluster(Network.make(NODES), new PatroniSettings(NODES, password), scratch);
        try {
            for (int number = 1; number <= NODES; number++) {
                cluster.nodes.add(Node.start(number, cluster.network, cluster.settings, scratch));
            }
            cluster.awaitWhole(LONGEST_START);
            cluster.makeDatabase();
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    private void makeDatabase() throws SQLException, InterruptedException {
        try (Connection superuser = connect(primary().orElseThrow(), "postgres", PatroniSettings.SUPERUSER);
                Statement statement = superuser.createStatement()) {
            for (String login : List.of(OWNER, APPLICATION)) {
                statement.execute("CREATE ROLE " + login + " LOGIN PASSWORD '" + settings.password() + "'");
            }
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    String password() {
        return settings.password();
    }

    /** Who says that it is; nobody for a moment, where it changes. */
    Optional<Node> primary() {
        return nodes.stream().filter(Node::isPrimary).findFirst();
    }

    /** All three are there: one writes, one confirms each commit, and the third follows. */
    void awaitWhole(Duration atMost) throws InterruptedException {
        await("a primary and a synchronous standby", atMost, () -> primary().isPresent()
                && nodes.stream().anyMatch(Node::isSynchronous));
    }

    Node awaitAnotherPrimaryThan(Node before, Duration atMost) throws InterruptedException {
        await("another primary than " + before, atMost, () -> primary().filter(node -> node != before)
                .isPresent());
        return primary().orElseThrow();
    }

    /** The standby that confirms takes over, by plan. */
    void switchOver() throws IOException, InterruptedException {
        Node from = primary().orElseThrow();
        Path configuration = scratch.resolve("node-" + from.number()).resolve("patroni.yml");
        List<String> words = new ArrayList<>(network.on(from.number()));
        words.addAll(List.of("patronictl", "-c", configuration.toString(), "switchover", "--force", "tallystick"));
        Commands.run(words.toArray(String[]::new));
    }

    void cut(Node node) throws IOException, InterruptedException {
        network.cut(node.number());
    }

    void join(Node node) throws IOException, InterruptedException {
        network.join(node.number());
    }

    Connection owner() throws SQLException {
        return connect(primary().orElseThrow(), DATABASE, OWNER);
    }

    Connection superuser() throws SQLException {
        return connect(primary().orElseThrow(), DATABASE, PatroniSettings.SUPERUSER);
    }

    private Connection connect(Node node, String database, String user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", settings.password());
        properties.setProperty("loginTimeout", "20");
        properties.setProperty("socketTimeout", "300");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + Network.address(node.number()) + ":" + PatroniSettings.PORT + "/" + database,
                properties);
    }

    interface Question {
        boolean isSo();
    }

    static void await(String what, Duration atMost, Question question) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!question.isSo()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("There is not " + what + " after " + atMost.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        network.close();
    }
}
