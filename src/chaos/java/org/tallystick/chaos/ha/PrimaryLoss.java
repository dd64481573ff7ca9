package org.tallystick.chaos.ha;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.tallystick.chaos.fault.Probe;
import org.tallystick.chaos.fault.Recovery;
import org.tallystick.chaos.ha.Cluster.Alone;
import org.tallystick.chaos.ha.Failover.Kind;

/** Has the cluster lose its primary, again and again, each time when it is whole, and measures what that costs. */
final class PrimaryLoss {
    private static final Duration LONGEST_FAILOVER = Duration.ofMinutes(2);
    private static final Duration LONGEST_MENDING = Duration.ofMinutes(4);
    private static final int LEAST_QUIET_MILLIS = 1_000;
    private static final int MOST_QUIET_MILLIS = 4_000;

    private final Cluster cluster;
    private final Probe probe;
    private final SplittableRandom random;
    private final List<String> wrong;
    private final Failovers done = new Failovers();

    /** @param wrong takes a sentence for each thing that is not as it must be */
    PrimaryLoss(Cluster cluster, Probe probe, SplittableRandom random, List<String> wrong) {
        this.cluster = cluster;
        this.probe = probe;
        this.random = random;
        this.wrong = wrong;
    }

    Failovers done() {
        return done;
    }

    /** All of these, one after the other; nobody lends a hand meanwhile. */
    void lose(List<Kind> kinds) throws Exception {
        int number = 0;
        for (Kind kind : kinds) {
            number++;
            cluster.awaitWhole(LONGEST_MENDING);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_QUIET_MILLIS, MOST_QUIET_MILLIS));
            Failover failover = once(kind);
            done.add(failover);
            say("%d of %d, %s: %s".formatted(number, kinds.size(), kind, failover));
        }
    }

    private Failover once(Kind kind) throws Exception {
        Recovery recovery = probe.watch();
        try {
            Node primary = cluster.primary().orElseThrow();
            say(kind + " of " + primary + " begins");
            long begun = System.nanoTime();
            Duration taken =
                    switch (kind) {
                        case KILL_PRIMARY -> kill(primary, begun);
                        case CUT_OFF_PRIMARY -> cutOff(primary, begun);
                        case SWITCHOVER -> switchOver(primary, begun);
                    };
            cluster.awaitWhole(LONGEST_MENDING);
            Duration whole = since(begun);
            // Until then every gap counts, also one that comes of the old primary's return.
            recovery.causeEnded(System.nanoTime());
            Cluster.await("a payment after " + kind, LONGEST_FAILOVER, recovery::isRecovered);
            return new Failover(kind, taken, recovery.longestGap(), whole, recovery.others());
        } finally {
            probe.forget(recovery);
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private Duration another(Node primary, long begun) throws InterruptedException {
        cluster.awaitAnotherPrimaryThan(primary, LONGEST_FAILOVER);
        return since(begun);
    }

    /** It is gone with all that it has in memory until another has taken over; then its host is there again. */
    private Duration kill(Node primary, long begun) throws Exception {
        if (primary.kill() == 0) {
            wrong.add("there was nothing to kill on " + primary);
        }
        try {
            return another(primary, begun);
        } finally {
            primary.revive();
        }
    }

    /** Nobody reaches it, nor it anybody; for a while it takes itself for the primary still, and must confirm nothing. */
    private Duration cutOff(Node primary, long begun) throws Exception {
        primary.cut();
        try {
            Alone alone = cluster.writeBeside(primary);
            if (!alone.primary()) {
                wrong.add("cut off, " + primary + " was no primary any more when it was asked to write");
            }
            if (alone.confirmed()) {
                wrong.add("cut off, " + primary + " confirmed what it alone has");
            }
            return another(primary, begun);
        } finally {
            primary.join();
        }
    }

    /** Whoever asks for it is told some seconds after it is done. */
    private Duration switchOver(Node primary, long begun) throws Exception {
        ExecutorService operator = Executors.newSingleThreadExecutor();
        try {
            Future<?> told = operator.submit(() -> {
                cluster.switchOver(primary);
                return true;
            });
            Duration taken = another(primary, begun);
            told.get();
            return taken;
        } finally {
            operator.shutdownNow();
        }
    }

    static void say(String line) {
        System.out.println(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
