package org.tallystick.posting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tallystick.ledger.Refusal;
import org.tallystick.problem.InvariantFailures;

/** What an operator graphs of the posting. */
public final class PostingMetrics {
    /** Why a batch is tried again that has something in it which cannot be posted. */
    static final String ONE_BY_ONE = "unit-by-unit";

    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer wait;
    private final Timer commit;
    private final Counter queueFull;
    private final Counter waitedTooLong;
    /** When somebody was last sent away, of {@link System#nanoTime}; nothing before the first time. */
    private volatile Optional<Long> sentAwayAt = Optional.empty();

    public PostingMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batchSize = DistributionSummary.builder("tallystick.posting.batch.size")
                .description("Units in one transaction")
                .register(registry);
        this.wait = Timer.builder("tallystick.posting.wait")
                .description("How long a unit waits before a writer takes it")
                .register(registry);
        this.commit = Timer.builder("tallystick.posting.commit")
                .description("Commits, and how long each takes")
                .register(registry);
        // What is counted from zero on is seen the first time already: an increase needs something before it.
        this.queueFull = Counter.builder("tallystick.posting.queue.full")
                .description("Requests that a full queue sent away")
                .register(registry);
        this.waitedTooLong = Counter.builder("tallystick.posting.waited.too.long")
                .description("Trades that were refused since their turn did not come in time")
                .register(registry);
        retries(ONE_BY_ONE);
        for (SqlFault.Kind kind : SqlFault.Kind.values()) {
            if (kind != SqlFault.Kind.POISON) {
                retries(kind.code());
            }
        }
    }

    void watchQueue(AtomicInteger queued) {
        Gauge.builder("tallystick.posting.queue.depth", queued, AtomicInteger::get)
                .description("Trades that are queued or being written")
                .register(registry);
    }

    void queueWasFull() {
        queueFull.increment();
        sentAwayAt = Optional.of(System.nanoTime());
    }

    /** How long ago a full queue, or a turn that did not come, last sent somebody away. */
    Optional<Duration> sinceSentAway() {
        return sentAwayAt.map(at -> Duration.ofNanos(System.nanoTime() - at));
    }

    /** Whatever was not the fault of those who asked, nor of a database that is away. */
    void failed(Throwable cause) {
        InvariantFailures.count(registry, "posting", cause);
    }

    void waitedTooLong(int units) {
        waitedTooLong.increment(units);
        sentAwayAt = Optional.of(System.nanoTime());
    }

    void batchTaken(List<Pending> batch) {
        batchSize.record(batch.size());
        long now = System.nanoTime();
        for (Pending one : batch) {
            wait.record(now - one.queuedAtNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void committed(long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    void retried(String reason) {
        retries(reason).increment();
    }

    private Counter retries(String reason) {
        return registry.counter("tallystick.posting.retries", "reason", reason);
    }

    void decided(List<Outcome> outcomes) {
        int posted = 0;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Booked booked) {
                if (booked.replayed()) {
                    count("replayed", "none", booked.trades().size());
                } else {
                    posted += booked.trades().size();
                }
            } else if (outcome instanceof Outcome.Refused refused) {
                refused.refusals().stream()
                        .flatMap(Optional::stream)
                        .map(Refusal::code)
                        .forEach(code -> count("refused", code, 1));
            } else if (outcome instanceof Outcome.KeyReused) {
                count("refused", "idempotency-key-reused", 1);
            }
        }
        if (posted > 0) {
            count("posted", "none", posted);
        }
    }

    private void count(String outcome, String code, int trades) {
        registry.counter("tallystick.trades", "outcome", outcome, "code", code).increment(trades);
    }
}
