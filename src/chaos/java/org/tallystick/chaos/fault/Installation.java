package org.tallystick.chaos.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * What is tested: two packaged services on one PostgreSQL, all of them processes that are started again when they end, at
 * addresses that stay what they are. It leaves nothing behind, whatever ends this program, unless that is {@code kill -9}.
 */
public final class Installation implements AutoCloseable {
    private static final String OPERATOR_PASSWORD = "the operator of the bank test";
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final int SECRET_BYTES = 32;
    private static final int SERVICES = 2;
    private static final long POLL_MILLIS = 50;

    private final Path scratch;
    private final Disk disk;
    private final Optional<Path> clockLibrary;
    private final List<Instance> services = new ArrayList<>();
    private final Thread hook = new Thread(this::end, "end of the installation");

    private Optional<Postgres> postgres = Optional.empty();
    private Optional<ProbeCommunity> probed = Optional.empty();
    private boolean ended;

    private Installation(Path scratch, Disk disk, Optional<Path> clockLibrary) {
        this.scratch = scratch;
        this.disk = disk;
        this.clockLibrary = clockLibrary;
    }

    /**
     * Starts it all, and returns when both services are ready.
     *
     * @param scratch an empty directory, or one that is made
     */
    public static Installation start(Path scratch) throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        Installation installation =
                new Installation(scratch, Disk.make(scratch.toRealPath()), ShiftedClock.compile(scratch));
        Runtime.getRuntime().addShutdownHook(installation.hook);
        try {
            installation.start();
            return installation;
        } catch (IOException | InterruptedException | RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    private void start() throws IOException, InterruptedException {
        List<Integer> ports = Ports.free(1 + 2 * SERVICES);
        Postgres server = Postgres.start(disk.directory(), ports.get(0), scratch.resolve("postgresql.log"));
        postgres = Optional.of(server);
        await("PostgreSQL does not answer", LONGEST_START, server::answers);
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Map<String, String> environment = Map.of(
                "TALLYSTICK_DEMO", "false",
                "TALLYSTICK_OPERATOR_PASSWORD", OPERATOR_PASSWORD,
                "TALLYSTICK_SECRET", Base64.getEncoder().encodeToString(secret),
                "TALLYSTICK_MIGRATION_USERNAME", Postgres.OWNER,
                "TALLYSTICK_MIGRATION_PASSWORD", server.password(Postgres.OWNER),
                "QUARKUS_DATASOURCE_USERNAME", Postgres.APPLICATION,
                "QUARKUS_DATASOURCE_PASSWORD", server.password(Postgres.APPLICATION));
        for (int i = 1; i <= SERVICES; i++) {
            Instance service = Instance.start(
                    "service-" + i, ports.get(2 * i - 1), ports.get(2 * i), server, environment, scratch, clockLibrary);
            services.add(service);
            await(service + " does not become ready; see " + scratch, LONGEST_START, service::isReady);
        }
        probed = Optional.of(ProbeCommunity.open(instances().get(0), OPERATOR_PASSWORD, this::owner));
    }

    /** Where the services are, through the whole run. */
    public List<URI> instances() {
        return services.stream().map(Instance::uri).toList();
    }

    /** Straight to the server, as the owner of the tables. */
    public Connection owner() throws SQLException {
        return postgres().connect(Postgres.OWNER);
    }

    /** Straight to the server. */
    public Connection superuser() throws SQLException {
        return postgres().superuser();
    }

    /** Of the user {@code operator}. */
    public String operatorPassword() {
        return OPERATOR_PASSWORD;
    }

    /**
     * Ends whatever is being done to it and waits until all of it works.
     *
     * @throws IllegalStateException if that takes longer
     */
    public void settle(Duration atMost) throws IOException, InterruptedException {
        release();
        await(
                "PostgreSQL and both services are not ready",
                atMost,
                () -> postgres().answers() && notReady().isEmpty());
    }

    /** Takes back all that may still be in effect. */
    private void release() throws IOException, InterruptedException {
        disk.free();
        Signals.send("CONT", postgres().tree());
        for (Instance service : services) {
            service.proxy().passage().clear();
            service.clock().ifPresent(clock -> clock.shift(Duration.ZERO));
            service.service().signal("CONT");
        }
    }

    /** Which of the services do not say that they are ready. */
    List<Instance> notReady() throws InterruptedException {
        List<Instance> notReady = new ArrayList<>();
        for (Instance service : services) {
            if (!service.isReady()) {
                notReady.add(service);
            }
        }
        return notReady;
    }

    /** What is asked again and again. */
    @FunctionalInterface
    interface Question {
        boolean isSo() throws InterruptedException;
    }

    static void await(String orElse, Duration atMost, Question question) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!question.isSo()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(orElse + ", after " + atMost.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    Postgres postgres() {
        return postgres.orElseThrow();
    }

    /** Where the probe pays. */
    ProbeCommunity probed() {
        return probed.orElseThrow();
    }

    List<Instance> services() {
        return services;
    }

    Instance anyService(RandomGenerator random) {
        return services.get(random.nextInt(services.size()));
    }

    Disk disk() {
        return disk;
    }

    /** Stops all that was started and unmounts what was mounted. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            services.forEach(Instance::close);
            postgres.ifPresent(Postgres::close);
            disk.close();
        }
    }
}
