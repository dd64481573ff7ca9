package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The next commits through a proxy, to be cut off. */
final class CommitCut {
    /** On which side of the commit. */
    enum When {
        /** The database never hears of it. */
        BEFORE_IT_ARRIVES,
        /** The database has done it, and nobody hears so. */
        BEFORE_ITS_ANSWER
    }

    private final When when;
    private final AtomicInteger wanted;
    private final CountDownLatch open;

    CommitCut(When when, int commits) {
        this.when = when;
        this.wanted = new AtomicInteger(commits);
        this.open = new CountDownLatch(commits);
    }

    When when() {
        return when;
    }

    /** Whether the commit that was just seen is to be cut. */
    boolean take() {
        return wanted.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    void done() {
        open.countDown();
    }

    /** Waits until all were cut. */
    boolean await(Duration atMost) throws InterruptedException {
        return open.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many were not. */
    long missing() {
        return open.getCount();
    }
}
