package org.tallystick.posting;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.telemetry.LogField;

/**
 * The one way into the books. Units are answered after the commit, never before; the caller's thread waits for nothing.
 *
 * <p>Stages end exceptionally with a {@link ProblemException}: {@code unavailable} when the queue is full or the database
 * cannot be reached in time, {@code internal} for a fault. After either, the same request under the same key is safe.
 */
public final class Posting implements AutoCloseable {
    static final Problem FULL = Problem.of(
            ProblemType.UNAVAILABLE, "The ledger has more to do than it can take; send this again in a moment.");

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final PostingSettings settings;
    private final PostingMetrics metrics;
    private final PostingTraces traces;
    private final DataSource dataSource;
    private final Clock clock;
    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicInteger queued = new AtomicInteger();

    /** Makes no traces. */
    public Posting(DataSource dataSource, PostingSettings settings, Clock clock, PostingMetrics metrics) {
        this(dataSource, settings, clock, metrics, PostingTraces.OFF);
    }

    Posting(
            DataSource dataSource,
            PostingSettings settings,
            Clock clock,
            PostingMetrics metrics,
            PostingTraces traces) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.traces = traces;
        metrics.watchQueue(queued);
        for (int i = 0; i < settings.lanes(); i++) {
            lanes.add(new Lane(i, dataSource, settings, clock, metrics, traces));
        }
    }

    /** Queues a unit. */
    public CompletionStage<Outcome> submit(Unit unit) {
        return submitAll(List.of(unit)).get(0);
    }

    /**
     * Queues units of one community, one behind the other: each is decided after those before it, and posted or refused
     * by itself.
     */
    public List<CompletableFuture<Outcome>> submitAll(List<? extends Unit> units) {
        if (units.isEmpty()) {
            return List.of();
        }
        String request = LogField.REQUEST.value();
        List<Pending> pending =
                units.stream().map(unit -> Pending.of(unit, traces, request)).toList();
        int weight = units.stream().mapToInt(Unit::weight).sum();
        if (queued.addAndGet(weight) > settings.queueCapacity()) {
            queued.addAndGet(-weight);
            metrics.queueWasFull();
            refuse(pending, FULL);
        } else {
            for (Pending one : pending) {
                one.answer()
                        .whenComplete(
                                (outcome, fault) -> queued.addAndGet(-one.unit().weight()));
            }
            if (!laneOf(units.get(0)).queue().add(pending)) {
                refuse(pending, Lane.STOPPING);
            }
        }
        return pending.stream().map(Pending::answer).toList();
    }

    /**
     * Decides units of one community as they would be decided now, each seeing those before it, and books nothing. Waits
     * for the database: not for an event loop.
     *
     * @throws ProblemException {@code unavailable} if the database cannot be reached
     */
    public List<Outcome> preview(List<TradeUnit> units) {
        return deciding(writer -> writer.preview(units));
    }

    /**
     * Decides whether an amount could be set aside now, and sets nothing aside: {@link Outcome.Held} or why not.
     *
     * @throws ProblemException {@code unavailable} if the database cannot be reached
     */
    public Outcome preview(HoldUnit unit) {
        return deciding(writer -> writer.preview(unit));
    }

    @FunctionalInterface
    private interface Deciding<T> {
        T by(Writer writer) throws SQLException;
    }

    private <T> T deciding(Deciding<T> what) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return what.by(new Writer(connection, clock));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new SqlFault(e).ofReading();
        }
    }

    /** For a reading of many steps that somebody waits for on a connection, that it may step back while trades are booked. */
    public Pace pace() {
        return pace(Pace.REST_FOR_WORK, Pace.LONGEST_REST_ON_A_CONNECTION);
    }

    /** The same for a reading that nobody waits for, as an export is: it rests for longer, and for longer after a long step. */
    public Pace patientPace() {
        return pace(Pace.LONG_REST_FOR_WORK, Pace.LONGEST_REST);
    }

    private Pace pace(int restForWork, Duration longestRest) {
        return new Pace(
                System::nanoTime,
                () -> lanes.stream().mapToLong(Lane::busyNanos).sum(),
                TimeUnit.NANOSECONDS::sleep,
                restForWork,
                longestRest);
    }

    private Lane laneOf(Unit unit) {
        return lanes.get(Math.floorMod(unit.community().hashCode(), lanes.size()));
    }

    private static void refuse(List<Pending> pending, Problem why) {
        for (Pending one : pending) {
            one.answer().completeExceptionally(why.asException());
        }
    }

    /** Whether whoever comes now is turned away, who then is counted as one that was. */
    boolean turnsAway() {
        boolean full = queued.get() >= settings.queueCapacity();
        if (full) {
            metrics.queueWasFull();
        }
        return full;
    }

    /** How much waits here now. */
    public PostingQueue queue() {
        return new PostingQueue(queued.get(), settings.queueCapacity(), metrics.sinceSentAway());
    }

    /** Takes no more, posts what waits, and ends the lanes; what is not posted by then is refused. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        lanes.forEach(lane -> lane.queue().close());
        try {
            for (Lane lane : lanes) {
                lane.end(deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
