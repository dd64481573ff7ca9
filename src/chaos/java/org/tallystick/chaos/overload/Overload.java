package org.tallystick.chaos.overload;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tallystick.chaos.overload.Crowd.Run;
import org.tallystick.chaos.overload.Nuisances.Ended;
import org.tallystick.testing.Arguments;

/**
 * What the service keeps up with ten times the callers that saturate it: {@code --seconds N} (60) of it, after {@code --warm N} (45) seconds and
 * {@code --best N} (15) three times at 256 connections. Then clients that only cost. Fails where a promise of docs/reliability.md
 * is not kept; what is measured goes into docs/performance.
 */
public final class Overload {
    private static final int ACCOUNTS = 20_000;
    private static final int USUAL_CONNECTIONS = 256;
    private static final int MANY_CONNECTIONS = 2_560;
    private static final int QUEUE_CAPACITY = 1_000;
    private static final int BEST_OF = 3;
    private static final int IDLE_TIMEOUT_SECONDS = 20;
    private static final Duration SOON = Duration.ofMillis(250);

    private final Subject subject;
    private final Books books;
    private final List<String> given;
    private final Findings findings = new Findings();

    private Overload(Subject subject, Books books, List<String> given) {
        this.subject = subject;
        this.books = books;
        this.given = given;
    }

    public static void main(String[] arguments) throws Exception {
        Path scratch = Files.createTempDirectory("tallystick-overload");
        List<String> given = List.of(arguments);
        Map<String, String> settings = Map.of(
                "TALLYSTICK_POSTING_TURN_AWAY_AFTER",
                Arguments.value(given, "--turn-away-after").orElse("2s"),
                "TALLYSTICK_POSTING_QUEUE_CAPACITY",
                String.valueOf(QUEUE_CAPACITY),
                "QUARKUS_HTTP_IDLE_TIMEOUT",
                IDLE_TIMEOUT_SECONDS + "s");
        try (Subject subject = Subject.start(scratch, settings)) {
            Books books = new Books(subject);
            books.open(scratch.resolve("data"), ACCOUNTS);
            Overload overload = new Overload(subject, books, given);
            overload.run();
        }
    }

    private int number(String name, int otherwise) {
        return Arguments.number(given, name, otherwise);
    }

    private void run() throws Exception {
        long trades = crowd().call(USUAL_CONNECTIONS, number("--warm", 45), "warm").tally().accepted();
        Run best = null;
        for (int i = 0; i < BEST_OF; i++) {
            Run run = crowd().call(USUAL_CONNECTIONS, number("--best", 15), "best-" + i);
            trades += run.tally().accepted();
            if (best == null || run.acceptedPerSecond() > best.acceptedPerSecond()) {
                best = run;
            }
        }
        trades += overload(java.util.Objects.requireNonNull(best));
        if (number("--nuisances", 1) > 0) {
            trades += nuisances();
        }
        verify(trades);
        findings.write(
                Path.of("docs/performance/" + LocalDate.now(ZoneOffset.UTC) + "-overload.md"),
                "src/chaos/overload " + String.join(" ", given));
        findings.requireKept();
    }

    private Crowd crowd() throws Exception {
        return new Crowd(subject.address(), books.token(), ACCOUNTS);
    }

    private long overload(Run best) throws Exception {
        long residentBefore = subject.residentBytes();
        Crowd crowd = crowd();
        CompletableFuture<Long> most = new CompletableFuture<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread watch = new Thread(() -> watchMemory(over, most), "memory");
        watch.start();
        Run run = crowd.call(MANY_CONNECTIONS, number("--seconds", 60), "over");
        long ended = System.nanoTime();
        over.set(true);
        Recovery recovery = recover(crowd, ended);
        findings.overload(best, run, recovery.after());
        findings.memory(residentBefore, most.get(), subject.residentBytes(), subject.logged("OutOfMemoryError"));
        return run.tally().accepted() + recovery.trades();
    }

    private void watchMemory(AtomicBoolean over, CompletableFuture<Long> most) {
        try {
            long highest = 0;
            while (!over.get()) {
                highest = Math.max(highest, subject.residentBytes());
                TimeUnit.MILLISECONDS.sleep(250);
            }
            most.complete(highest);
        } catch (Exception e) {
            most.completeExceptionally(e);
        }
    }

    private record Recovery(Duration after, long trades) {}

    /** Until a caller alone is answered soon, again and again for a second. */
    private Recovery recover(Crowd crowd, long ended) throws InterruptedException {
        long trades = 0;
        for (int i = 0; i < 60; i++) {
            long begun = System.nanoTime();
            Run alone = crowd.call(1, 1, "alone-" + i);
            trades += alone.tally().accepted();
            boolean well = alone.tally().accepted() > 0
                    && alone.tally().turnedAway() == 0
                    && alone.tally().slowest().compareTo(SOON) < 0;
            if (well) {
                return new Recovery(Duration.ofNanos(begun - ended), trades);
            }
        }
        throw new IllegalStateException("The service does not recover within a minute");
    }

    private interface Nuisance {
        Ended make() throws Exception;
    }

    private long nuisances() throws Exception {
        Nuisances nuisances = new Nuisances(subject.address());
        long trades = beside("500 that send a byte of a head a second", true, 25, () -> nuisances.sendSlowly(500, false, 20));
        trades += beside("200 that send a byte of a body a second", true, 50, () -> nuisances.sendSlowly(200, true, 48));
        trades += beside("200 that never read what they ask for", true, 45, () -> nuisances.neverRead(200, 42));
        trades += beside("1,000 idle connections", false, 12, () -> nuisances.stayIdle(1_000, 10));
        long before = subject.residentBytes();
        findings.hugeBodies(nuisances.sendHugeBodies(20), subject.residentBytes() - before);
        return trades;
    }

    private long beside(String what, boolean mustEnd, int seconds, Nuisance nuisance) throws Exception {
        Crowd crowd = crowd();
        CompletableFuture<Ended> made = CompletableFuture.supplyAsync(() -> {
            try {
                return nuisance.make();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Run others = crowd.call(8, seconds, "beside-" + what.hashCode());
        findings.nuisance(what, made.get(), mustEnd, others);
        return others.tally().accepted();
    }

    private void verify(long answered) throws Exception {
        JsonNode verification = books.verify();
        findings.books(
                verification.path("ok").asBoolean(),
                verification.path("checked").path("trades").asLong(),
                answered,
                subject.isAlive());
    }
}
