package org.tallystick.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that is started again whenever it has ended, as a service manager does. */
public final class Supervised implements AutoCloseable {
    /** That of systemd. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How the end by SIGKILL is told: 128 and the number of the signal. */
    private static final int KILLED = 137;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final String name;
    private final ProcessBuilder builder;
    private final Runnable beforeEachStart;
    private final AtomicInteger starts = new AtomicInteger();
    private final Thread supervisor;

    private volatile boolean closing;
    private volatile boolean held;
    private volatile Process process;

    private Supervised(String name, ProcessBuilder builder, Runnable beforeEachStart) throws IOException {
        this.name = name;
        this.builder = builder;
        this.beforeEachStart = beforeEachStart;
        this.process = startOnce();
        this.supervisor = new Thread(this::supervise, "supervisor of " + name);
        supervisor.setDaemon(true);
    }

    /**
     * Starts it and returns at once.
     *
     * @param environment beside that of this process, of which nothing is handed on that would configure the service or PostgreSQL
     * @param log to which all that it writes is added
     */
    public static Supervised start(
            String name, List<String> words, Map<String, String> environment, Path log, Runnable beforeEachStart)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("TALLYSTICK_") || key.startsWith("QUARKUS_") || key.startsWith("PG"));
        builder.environment().putAll(environment);
        Supervised supervised = new Supervised(name, builder, beforeEachStart);
        supervised.supervisor.start();
        return supervised;
    }

    private Process startOnce() throws IOException {
        beforeEachStart.run();
        Process started = builder.start();
        started.getOutputStream().close();
        starts.incrementAndGet();
        return started;
    }

    private void supervise() {
        try {
            while (!closing) {
                process.waitFor();
                do {
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                } while (held && !closing);
                startAgain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startAgain() {
        if (closing) {
            return;
        }
        try {
            process = startOnce();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started again", e);
        }
    }

    /** Once it has ended it is not started again until it is let go. */
    public void hold() {
        held = true;
    }

    public void letGo() {
        held = false;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** How often it was started. */
    public int starts() {
        return starts.get();
    }

    /**
     * Sends it a signal, alone.
     *
     * @return whether there was a process to take it
     */
    public boolean signal(String signal) throws IOException, InterruptedException {
        return Signals.send(signal, List.of(pid()));
    }

    /** It and what it has started. */
    public Collection<Long> tree() {
        List<Long> tree = new ArrayList<>(List.of(pid()));
        process.descendants().forEach(descendant -> tree.add(descendant.pid()));
        return tree;
    }

    /**
     * {@code kill -9}; returns when it is gone.
     *
     * @return whether it was that which ended it
     */
    public boolean kill() throws InterruptedException {
        Process killed = process;
        killed.destroyForcibly();
        return killed.waitFor() == KILLED;
    }

    /** Stops it for good: with a signal, and after a while by force. */
    public void stop(String signal) {
        synchronized (this) {
            closing = true;
        }
        try {
            Signals.send("CONT", tree());
            signal(signal);
            if (!process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop("TERM");
    }
}
