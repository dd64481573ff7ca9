package org.tallystick.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;

/**
 * Bounds how often a secret can be guessed. Only failures count: for the pair of a name and an address, for the address
 * alone, and for the name from all the addresses together from which it never came in before. So many addresses do not get
 * many guesses, and yet nobody can lock another out by failing: where a name came in before, neither what strangers do in
 * it elsewhere counts against it, nor what others do there. Each instance counts for itself.
 *
 * <p>What is too long to be guessed (refresh tokens, invitations, what letters carry, codes on paper) is looked up first, and
 * only what was not found is bounded: a good one is taken, whatever else comes from its address.
 *
 * <p>Codes of a second factor have a bound of their own, by the hour: they are short, and whoever guesses them has the
 * password already. At ten an hour, of which each has three chances in a million, a year of guessing finds one in four times.
 */
@ApplicationScoped
public class Throttle {
    private static final int MOST_REMEMBERED = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration WINDOW_OF_CODES = Duration.ofHours(1);
    private static final int CODES_PER_NAME = 10;

    private final int perName;
    private final int perAddress;
    private final int perNameOfStrangers;
    private final Ticker ticker;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();
    private final Cache<String, Bucket> codes = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(WINDOW_OF_CODES.multipliedBy(2))
            .build();

    @Inject
    public Throttle(SecurityConfig config) {
        this(
                config.logins().failuresPerName(),
                config.logins().failuresPerAddress(),
                config.logins().failuresPerNameOfStrangers(),
                Ticker.systemTicker());
    }

    public Throttle(int perName, int perAddress, int perNameOfStrangers, Ticker ticker) {
        this.perName = perName;
        this.perAddress = perAddress;
        this.perNameOfStrangers = perNameOfStrangers;
        this.ticker = ticker;
    }

    /**
     * For secrets of programs, which are too long to be guessed but take long to compare: what comes from other addresses
     * never counts, or failing there would keep them out.
     *
     * @param name of a client
     * @throws org.tallystick.problem.ProblemException 429, if this name and address, or this address, failed too often
     */
    public void check(String name, String address) {
        refuse(secondsToWait(name, address, ticker.read()));
    }

    /**
     * @param known whether the name has come in from this address before
     * @throws org.tallystick.problem.ProblemException 429, if this name failed too often at this address; and where it is not
     *     known, if this address did, or strangers with this name
     */
    public void check(String name, String address, boolean known) {
        long now = ticker.read();
        refuse(
                known
                        ? pair(name, address).secondsToWait(now)
                        : Math.max(
                                secondsToWait(name, address, now),
                                ofStrangers(name).secondsToWait(now)));
    }

    private long secondsToWait(String name, String address, long now) {
        return Math.max(pair(name, address).secondsToWait(now), address(address).secondsToWait(now));
    }

    /**
     * For what was looked up and not found, and is too long to be guessed, or what costs something and is no guess. It counts
     * for itself alone: nobody is kept from logging in by it.
     *
     * @throws org.tallystick.problem.ProblemException 429, if there was too much of it from this address
     */
    public void spend(String what, String address) {
        Bucket bucket = bucket("spent " + what + '\n' + address, perName);
        long now = ticker.read();
        refuse(bucket.secondsToWait(now));
        bucket.take(now);
    }

    private static void refuse(long wait) {
        if (wait > 0) {
            throw Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Too many failed attempts. Try again in " + wait + " seconds.")
                    .with("retryAfter", wait)
                    .asException();
        }
    }

    public void failed(String name, String address) {
        failed(name, address, true);
    }

    /** @param known as in {@link #check(String, String, boolean)} */
    public void failed(String name, String address, boolean known) {
        long now = ticker.read();
        pair(name, address).take(now);
        address(address).take(now);
        if (!known) {
            ofStrangers(name).take(now);
        }
    }

    /**
     * For the code of a second factor, once the password was right.
     *
     * @param known as in {@link #check(String, String, boolean)}
     */
    public void checkCode(String name, boolean known) {
        refuse(codes(name, known).secondsToWait(ticker.read()));
    }

    public void codeFailed(String name, boolean known) {
        codes(name, known).take(ticker.read());
    }

    private Bucket codes(String name, boolean known) {
        return codes.get(known + " " + name, unused -> new Bucket(CODES_PER_NAME, WINDOW_OF_CODES, ticker.read()));
    }

    private Bucket pair(String name, String address) {
        return bucket("pair " + name + '\n' + address, perName);
    }

    private Bucket address(String address) {
        return bucket("address " + address, perAddress);
    }

    private Bucket ofStrangers(String name) {
        return bucket("name " + name, perNameOfStrangers);
    }

    private Bucket bucket(String key, int capacity) {
        return buckets.get(key, unused -> new Bucket(capacity, WINDOW, ticker.read()));
    }

    /** Holds as many failures as may happen at once, and fills again in a window's time. */
    private static final class Bucket {
        private final int capacity;
        private final Duration window;
        private double left;
        private long asOf;

        Bucket(int capacity, Duration window, long now) {
            this.capacity = capacity;
            this.window = window;
            this.left = capacity;
            this.asOf = now;
        }

        synchronized long secondsToWait(long now) {
            fill(now);
            return left >= 1 ? 0 : (long) Math.ceil((1 - left) * window.toSeconds() / capacity);
        }

        synchronized void take(long now) {
            fill(now);
            left = Math.max(0, left - 1);
        }

        private void fill(long now) {
            left = Math.min(capacity, left + (double) (now - asOf) / window.toNanos() * capacity);
            asOf = now;
        }
    }
}
