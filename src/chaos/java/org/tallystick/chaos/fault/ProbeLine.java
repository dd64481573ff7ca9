package org.tallystick.chaos.fault;

import org.tallystick.testing.Tokens;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The probe at one service: a payment every few milliseconds, whatever became of those before. */
final class ProbeLine implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(40);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_UNDER_WAY = 40;
    private static final Duration TOKEN_PAUSE = Duration.ofMillis(200);
    private static final int UNAUTHORISED = 401;
    private static final int CREATED = 201;

    private final Probe probe;
    private final int number;
    private final URI service;
    private final ProbeCommunity community;
    private final Tokens tokens;
    private final String keys = "probe-" + UUID.randomUUID() + "-";
    private final AtomicInteger underWay = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, ProbeLine::daemon);

    private long sent;
    private volatile String token = "";
    private volatile boolean tokenRefused = true;

    ProbeLine(Probe probe, int number, URI service, ProbeCommunity community) {
        this.probe = probe;
        this.number = number;
        this.service = service;
        this.community = community;
        this.tokens = community.tokens(service);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "probe");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        clock.scheduleWithFixedDelay(this::renewToken, 0, TOKEN_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        clock.scheduleAtFixedRate(this::pay, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As a well-behaved client does: before it ends, and when it is refused. While the service is away it goes on asking. */
    private void renewToken() {
        try {
            token = tokenRefused ? tokens.renewed() : tokens.current();
            tokenRefused = false;
        } catch (IllegalStateException e) {
            // The service is away for long, or this ends; the payments show the former, and it is asked again soon.
            tokenRefused = true;
        }
    }

    private void pay() {
        if (token.isEmpty() || underWay.get() >= MOST_UNDER_WAY) {
            return;
        }
        underWay.incrementAndGet();
        long begun = System.nanoTime();
        sent++;
        community
                .http()
                .sendAsync(
                        ProbeCommunity.payment(service, token, keys + sent, sent)
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.discarding())
                .whenComplete((response, fault) -> ended(begun, response, fault));
    }

    private void ended(long begun, @Nullable HttpResponse<Void> response, @Nullable Throwable fault) {
        underWay.decrementAndGet();
        if (response == null) {
            probe.failed(number, begun, name(fault));
        } else if (response.statusCode() == CREATED) {
            probe.booked(number, begun);
        } else {
            if (response.statusCode() == UNAUTHORISED) {
                tokenRefused = true;
            }
            probe.failed(number, begun, String.valueOf(response.statusCode()));
        }
    }

    private static String name(@Nullable Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof HttpTimeoutException) {
            return "timeout";
        }
        return cause instanceof ConnectException ? "away" : "broken off";
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
