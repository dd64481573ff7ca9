package org.tallystick.security;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Passwords and client secrets, as Argon2id digests in PHC format with the cost that OWASP's password storage cheat sheet
 * names (19 MiB, two passes, one lane). docs/performance.md has what it and its neighbours take, and why it is this one.
 *
 * <p>Few are computed at once and few wait, so that nobody can occupy the machine by logging in: the memory of all hashing is
 * {@code hashesAtOnce} times 19 MiB, and whoever finds no place is answered 503.
 */
@ApplicationScoped
public class Passwords {
    static final int SHORTEST = 10;
    static final int LONGEST = 200;

    private static final int SALT_BYTES = 16;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final HashingCost cost;
    private final Argon2Function function;
    private final Semaphore turns;
    private final Semaphore places;
    private final String nobodys;

    public Passwords(SecurityConfig config, HashingCost cost) {
        this.cost = cost;
        this.function = Argon2Function.getInstance(
                cost.memoryKib(), cost.passes(), HashingCost.LANES, HashingCost.DIGEST_BYTES, Argon2.ID);
        this.turns = new Semaphore(config.logins().hashesAtOnce(), true);
        this.places =
                new Semaphore(config.logins().hashesAtOnce() + config.logins().hashesWaiting());
        this.nobodys = hash(Digests.newToken());
    }

    public String hash(String secret) {
        return inTurn(() -> {
            byte[] salt = Digests.random(SALT_BYTES);
            return function.hash(normal(secret).getBytes(java.nio.charset.StandardCharsets.UTF_8), salt)
                    .getResult();
        });
    }

    /**
     * Whether this hash was made at another cost than the present one. Its password is good all the same; where it was just
     * given, it should be hashed anew.
     */
    public boolean needsRehash(String hash) {
        return !cost.isOf(hash, SALT_BYTES);
    }

    /**
     * Whether the secret is the one of this hash. Takes as long where there is no hash, so that nobody learns by the clock
     * which logins exist.
     *
     * @param inTime runs when it is this one's turn, before anything is computed; may throw
     */
    public boolean matches(String secret, Optional<String> hash, Runnable inTime) {
        boolean possible = hash.isPresent() && secret.length() <= LONGEST;
        String stored = possible ? hash.get() : nobodys;
        String tried = possible ? normal(secret) : "";
        boolean same = inTurn(() -> {
            inTime.run();
            return Argon2Function.getInstanceFromHash(stored).check(tried, stored);
        });
        return same && possible;
    }

    /**
     * A password that somebody chose. There are no rules about kinds of characters, and it never expires (NIST SP 800-63B);
     * but what is tried first is refused.
     *
     * @param username with the community, if it has one: {@code alice@maple-lets}
     * @return its normal form, to be hashed
     * @throws IllegalArgumentException whose message completes a sentence that begins with the field's name
     */
    public static String readNew(String password, String username) {
        String normal = normal(password);
        if (normal.length() < SHORTEST) {
            throw new IllegalArgumentException("must have at least " + SHORTEST + " characters");
        }
        if (normal.length() > LONGEST) {
            throw new IllegalArgumentException("may have at most " + LONGEST + " characters");
        }
        if (normal.equalsIgnoreCase(username)) {
            throw new IllegalArgumentException("must not be the username");
        }
        GuessablePasswords.whyNot(normal, SHORTEST, username).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return normal;
    }

    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private interface Computation<T> {
        T run();
    }

    private <T> T inTurn(Computation<T> computation) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            if (!turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
            try {
                return computation.run();
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            places.release();
        }
    }

    private static ProblemException busy() {
        return ProblemException.of(ProblemType.UNAVAILABLE, "Too many logins at once. Try again in a moment.");
    }
}
