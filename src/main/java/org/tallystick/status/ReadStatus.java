package org.tallystick.status;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.tallystick.platform.StatementCancelled;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Has all be looked at, at the same time and on threads of its own: who wants to know what is wrong shall not wait
 * behind those who have found out. A look that still goes on is not begun again: however often it is asked, there is
 * one of each.
 */
@ApplicationScoped
class ReadStatus {
    static final Duration LONGEST = Duration.ofSeconds(4);

    private static final Logger LOG = Logger.getLogger(ReadStatus.class);

    private final List<Look> looks;
    private final String version;
    private final Clock clock;
    private final Duration longest;
    private final Instant startedAt =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    private final Map<Subject, CompletableFuture<StatusLine>> going = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(ReadStatus::thread);

    @Inject
    ReadStatus(
            @Any Instance<Look> looks,
            @ConfigProperty(name = "quarkus.application.version") String version,
            Clock clock) {
        this(looks.stream().toList(), version, clock, LONGEST);
    }

    /** @param longest that anybody waits */
    ReadStatus(List<Look> looks, String version, Clock clock, Duration longest) {
        this.looks = List.copyOf(looks);
        this.version = version;
        this.clock = clock;
        this.longest = longest;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "status");
        thread.setDaemon(true);
        return thread;
    }

    /** Complete after {@link #LONGEST} at the latest. */
    CompletionStage<Status> read() {
        Instant now = clock.instant();
        List<CompletableFuture<StatusLine>> lines =
                looks.stream().map(look -> begin(look, now)).toList();
        return CompletableFuture.allOf(lines.toArray(CompletableFuture[]::new))
                .thenApply(all -> new Status(
                        version,
                        startedAt,
                        now,
                        lines.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<StatusLine> begin(Look look, Instant now) {
        return going.compute(
                        look.subject(),
                        (subject, before) -> before != null && !before.isDone()
                                ? before
                                : CompletableFuture.supplyAsync(() -> take(look, now), threads))
                .copy()
                .completeOnTimeout(look.late(), longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static StatusLine take(Look look, Instant now) {
        try {
            return look.look(now);
        } catch (StatementCancelled e) {
            return withoutDatabase(look);
        } catch (ProblemException e) {
            return e.problem().type() == ProblemType.UNAVAILABLE ? withoutDatabase(look) : unexpected(look, e);
        } catch (RuntimeException | Error e) {
            return unexpected(look, e);
        }
    }

    private static StatusLine withoutDatabase(Look look) {
        return StatusLine.attention(
                look.subject(), "This cannot be told, for the database does not answer.", "See to the database first.");
    }

    private static StatusLine unexpected(Look look, Throwable failure) {
        LOG.warnf(
                failure,
                "It cannot be found out how it stands with %s",
                look.subject().code());
        return StatusLine.attention(
                look.subject(),
                "This could not be found out.",
                "The log of the service says why, as a warning of this minute.");
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }
}
