package org.tallystick.chaos.fault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.chaos.fault.CommitCut.When;

/** What is done, at this moment, to whatever goes through a proxy; its connections ask here before they hand anything on. */
final class Passage {
    private final Set<Direction> stalled = EnumSet.noneOf(Direction.class);
    private final Set<Direction> swallowed = EnumSet.noneOf(Direction.class);
    private long delayMillis;
    private int met;
    private Optional<CommitCut> cut = Optional.empty();

    /** Holds what comes until {@link #clear}. */
    synchronized void stall(Direction direction) {
        stalled.add(direction);
    }

    /** Takes what comes, and hands nothing on until {@link #clear}; whoever lost something is forgotten for good. */
    synchronized void swallow(Direction direction) {
        swallowed.add(direction);
    }

    /** Holds each piece for so long. */
    synchronized void delay(long millis) {
        delayMillis = millis;
    }

    synchronized CommitCut cutCommits(When when, int commits) {
        CommitCut next = new CommitCut(when, commits);
        cut = Optional.of(next);
        return next;
    }

    /** Lets everything through again. */
    synchronized void clear() {
        stalled.clear();
        swallowed.clear();
        delayMillis = 0;
        met = 0;
        cut = Optional.empty();
        notifyAll();
    }

    /**
     * Returns when the next piece may go on.
     *
     * @throws IOException if this thread is told to end
     */
    void await(Direction direction) throws IOException {
        try {
            Thread.sleep(awaitEndOfStall(direction));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** @return for how many milliseconds it is to be delayed then */
    private synchronized long awaitEndOfStall(Direction direction) throws InterruptedException {
        if (stalled.contains(direction) || delayMillis > 0) {
            met++;
        }
        while (stalled.contains(direction)) {
            wait();
        }
        return delayMillis;
    }

    synchronized boolean swallows(Direction direction) {
        boolean swallows = swallowed.contains(direction);
        if (swallows) {
            met++;
        }
        return swallows;
    }

    /** How many pieces were held, delayed or swallowed since {@link #clear}. */
    synchronized int met() {
        return met;
    }

    /** To be called for each commit that is seen: how it is to be cut off, if it is. */
    synchronized Optional<CommitCut> takeCommit() {
        return cut.filter(CommitCut::take);
    }
}
