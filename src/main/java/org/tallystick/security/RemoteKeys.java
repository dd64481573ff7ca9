package org.tallystick.security;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The keys of an issuer elsewhere. They are read anew every few minutes, when the next token comes, and when a token names
 * one that is not known. While the issuer cannot be reached those that are known go on for a time.
 */
final class RemoteKeys implements VerificationKeys {
    /** A key that the issuer takes back verifies for no longer than this. */
    static final Duration REFRESH = Duration.ofMinutes(5);
    /** However many tokens name unknown keys, and however long the issuer is away, it is asked no more often than this. */
    static final Duration BETWEEN_READS = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(RemoteKeys.class);
    /** So many requests wait for a reading that is under way; the threads of the others are wanted elsewhere. */
    private static final int MOST_WAITING = 16;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(12);

    /** Where the keys are had from. */
    interface Source {
        /** What the issuer publishes now; in bounded time. */
        List<VerificationKey> read() throws IOException;
    }

    private final String name;
    private final Source source;
    private final Duration goodFor;
    private final Ticker ticker;
    private final SecurityMetrics metrics;
    private final ReentrantLock reading = new ReentrantLock();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile Known known;

    /**
     * @param name of the issuer in the settings, for the log
     * @param goodFor how long keys verify without having been read again
     */
    RemoteKeys(String name, Source source, Duration goodFor, Ticker ticker, SecurityMetrics metrics) {
        this.name = name;
        this.source = source;
        this.goodFor = goodFor;
        this.ticker = ticker;
        this.metrics = metrics;
        long now = ticker.read();
        this.known = new Known(List.of(), now, now - BETWEEN_READS.toNanos(), now, true);
    }

    /**
     * What was had last.
     *
     * @param readAt when the keys were had
     * @param triedAt when that was tried last
     * @param dueAt when they are to be read again
     * @param well whether the last try went well
     */
    private record Known(List<VerificationKey> keys, long readAt, long triedAt, long dueAt, boolean well) {
        Optional<VerificationKey> find(String keyId) {
            return keys.stream().filter(key -> key.id().equals(keyId)).findFirst();
        }
    }

    @Override
    public Optional<VerificationKey> find(String keyId) {
        if (isDue() && reading.tryLock()) {
            try {
                if (isDue()) {
                    read();
                }
            } finally {
                reading.unlock();
            }
        }
        Optional<VerificationKey> found = good(keyId);
        if (found.isPresent() || !(mayRead() || reading.isLocked()) || !waiting.tryAcquire()) {
            return found;
        }
        try {
            readOrAwaitReading();
        } finally {
            waiting.release();
        }
        return good(keyId);
    }

    /** Before the first token comes. */
    void readAhead() {
        find("");
    }

    @Override
    public boolean stillVerifies(VerificationKey key) {
        return !isDue() && good(key.id()).filter(key::equals).isPresent();
    }

    private Optional<VerificationKey> good(String keyId) {
        Known now = known;
        return ticker.read() - now.readAt() < goodFor.toNanos() ? now.find(keyId) : Optional.empty();
    }

    private boolean isDue() {
        return ticker.read() - known.dueAt() >= 0;
    }

    private boolean mayRead() {
        return ticker.read() - known.triedAt() >= BETWEEN_READS.toNanos();
    }

    private void readOrAwaitReading() {
        try {
            if (!reading.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (mayRead()) {
                read();
            }
        } finally {
            reading.unlock();
        }
    }

    private void read() {
        Known before = known;
        try {
            List<VerificationKey> keys = source.read();
            long now = ticker.read();
            known = new Known(keys, now, now, now + REFRESH.toNanos(), true);
            metrics.keysRead(name, "read");
            if (!before.well() || keys.isEmpty()) {
                LOG.infof("The keys of %s were read: %d of use", name, keys.size());
            }
        } catch (IOException | RuntimeException e) {
            long now = ticker.read();
            known = new Known(before.keys(), before.readAt(), now, now + BETWEEN_READS.toNanos(), false);
            metrics.keysRead(name, "failed");
            if (before.well()) {
                LOG.warnf(
                        "The keys of %s cannot be read; the %d known ones verify until %s after they were: %s",
                        name, before.keys().size(), goodFor, e.getMessage());
            }
        }
    }
}
