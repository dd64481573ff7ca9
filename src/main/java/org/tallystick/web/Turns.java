package org.tallystick.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Lets a few make something costly at once, in the order in which they came, so that they leave room for those who trade. */
public final class Turns {
    private final Semaphore places;
    private final Duration longestWait;
    private final String refusal;

    /** @param refusal a sentence for whoever's turn does not come within the longest wait */
    public Turns(int mostAtOnce, Duration longestWait, String refusal) {
        this.places = new Semaphore(mostAtOnce, true);
        this.longestWait = longestWait;
        this.refusal = refusal;
    }

    /** What is made. */
    @FunctionalInterface
    public interface Making<T> {
        T make() throws IOException;
    }

    /**
     * Waits for its turn, and makes it.
     *
     * @throws ProblemException {@code unavailable} if its turn does not come soon
     */
    public <T> T take(Making<T> making) throws IOException {
        if (!comes()) {
            throw ProblemException.of(ProblemType.UNAVAILABLE, refusal);
        }
        try {
            return making.make();
        } finally {
            places.release();
        }
    }

    private boolean comes() {
        try {
            return places.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
