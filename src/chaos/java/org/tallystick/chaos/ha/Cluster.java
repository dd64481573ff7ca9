package org.tallystick.chaos.ha;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.tallystick.chaos.fault.Commands;
import org.tallystick.chaos.fault.Commands.Ended;

/** Three nodes that keep the same books, and agree on who writes. */
final class Cluster implements AutoCloseable {
    static final int NODES = 3;
    static final String DATABASE = "tallystick";
    static final String OWNER = "tallystick_owner";
    static final String APPLICATION = "tallystick_app";
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final int LONGEST_ANSWER_SECONDS = 300;
    private static final int PATIENCE_SECONDS = 3;

    private static final String FOLLOWERS = "SELECT count(*) FILTER (WHERE state = 'streaming'),"
            + " count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) FROM pg_stat_replication";

    private final Network network;
    private final PatroniSettings settings;
    private final List<Node> nodes = new ArrayList<>();

    private Cluster(Network network, PatroniSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    /** Makes the hosts. */
    static Cluster make(PatroniSettings settings) throws IOException, InterruptedException {
        return new Cluster(Network.make(NODES), settings);
    }

    /** Starts it, and returns when there is a primary with all who may take over, and the database is made. */
    void start(Path scratch) throws IOException, InterruptedException, SQLException {
        for (int number = 1; number <= NODES; number++) {
            nodes.add(Node.start(number, network, settings, scratch));
        }
        awaitWhole(LONGEST_START);
        try (Connection superuser = connect(primary().orElseThrow(), "postgres", PatroniSettings.SUPERUSER);
                Statement statement = superuser.createStatement()) {
            for (String login : List.of(OWNER, APPLICATION)) {
                statement.execute("CREATE ROLE " + login + " LOGIN PASSWORD '" + settings.password() + "'");
            }
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        }
    }

    /** Who says that it is; nobody for a moment, where it changes. */
    Optional<Node> primary() {
        return nodes.stream().filter(Node::isPrimary).findFirst();
    }

    /**
     * All three are there: one writes, and the others follow, one of which confirms each commit. Patroni has to have noted which,
     * some seconds later: until then nobody may take over, and a primary that is lost is waited for.
     */
    void awaitWhole(Duration atMost) throws InterruptedException {
        await("a primary with all that follow it", atMost, () -> primary().filter(this::isFollowed)
                .isPresent());
    }

    private boolean isFollowed(Node primary) {
        try (Connection superuser = connect(primary, "postgres", PatroniSettings.SUPERUSER, PATIENCE_SECONDS);
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(FOLLOWERS)) {
            row.next();
            boolean isNoted = !settings.synchronous() || nodes.stream().anyMatch(Node::isSynchronous);
            return isNoted && row.getInt(1) == NODES - 1 && row.getInt(2) == (settings.synchronous() ? 1 : 0);
        } catch (SQLException e) {
            return false;
        }
    }

    Node awaitAnotherPrimaryThan(Node before, Duration atMost) throws InterruptedException {
        List<Node> others = nodes.stream().filter(node -> node != before).toList();
        await("another primary than " + before, atMost, () -> others.stream().anyMatch(Node::isPrimary));
        return others.stream().filter(Node::isPrimary).findFirst().orElseThrow();
    }

    /** The standby that confirms takes over, by plan. */
    void switchOver(Node from) throws IOException, InterruptedException {
        Ended ended = Commands.attempt(from.command(
                "patronictl", "-c", from.configuration().toString(), "switchover", "--force", PatroniSettings.SCOPE));
        if (!ended.well()) {
            throw new IOException("patronictl said: " + ended.output());
        }
    }

    /** What a program beside the primary is told that writes there. */
    record Alone(boolean primary, boolean confirmed) {}

    /** Asks a node from its own host whether it takes itself for the primary, and has it commit something. */
    Alone writeBeside(Node node) throws IOException, InterruptedException {
        String where = "postgresql://%s:%s@%s:%d/%s?connect_timeout=2"
                .formatted(
                        PatroniSettings.SUPERUSER, settings.password(), node.address(), PatroniSettings.PORT, DATABASE);
        Ended ended = Commands.attempt(node.command(
                "timeout",
                String.valueOf(PATIENCE_SECONDS),
                "psql",
                "-XAtq",
                where,
                "-c",
                "SELECT 'primary' WHERE NOT pg_is_in_recovery()",
                "-c",
                "SELECT pg_logical_emit_message(true, 'tallystick', '')"));
        return new Alone(ended.output().startsWith("primary"), ended.well());
    }

    Connection owner() throws SQLException {
        return connect(primary().orElseThrow(), DATABASE, OWNER);
    }

    Connection superuser() throws SQLException {
        return connect(primary().orElseThrow(), DATABASE, PatroniSettings.SUPERUSER);
    }

    private Connection connect(Node node, String database, String user) throws SQLException {
        return connect(node, database, user, LONGEST_ANSWER_SECONDS);
    }

    private Connection connect(Node node, String database, String user, int longestAnswerSeconds) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", String.valueOf(PATIENCE_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(longestAnswerSeconds));
        return DriverManager.getConnection(
                "jdbc:postgresql://" + node.address() + ":" + PatroniSettings.PORT + "/" + database, properties);
    }

    /** What is asked again and again. */
    @FunctionalInterface
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
