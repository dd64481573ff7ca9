package org.tallystick.security;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the built-in issuer. The newest that may sign signs, all that are alive verify, and what another instance made
 * is found when a token names it.
 */
@ApplicationScoped
public class SigningKeys implements VerificationKeys {
    private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(SignatureAlgorithm.RS256);

    /** Before everything that may want a token at the start. */
    private static final int EARLY = 100;

    /**
     * What another instance made signs here, and is published here, no later than this. However many tokens name unknown
     * keys, the database is asked no more often either.
     */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** A key that is known verifies without being read again. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** How many keys other instances may make between two reads, and each is found at once. */
    private static final int NEXT_KEYS = 3;

    /** For clocks that differ, and requests under way. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final SigningKeyStore store;
    private final SecurityConfig config;
    private final Clock clock;
    private volatile @Nullable Known known;

    SigningKeys(SigningKeyStore store, SecurityConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    private record Known(List<SigningKey> keys, long readAtNanos) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - readAtNanos);
        }
    }

    void onStart(@Observes @Priority(EARLY) StartupEvent event) {
        signing();
    }

    /** The key that signs now; a key that has signed long enough is followed by another. */
    SigningKey signing() {
        Instant now = clock.instant();
        List<SigningKey> keys = readWhenOlderThan(SOON);
        Optional<SigningKey> newest = newest(keys, now);
        return newest.isEmpty() || isWorn(newest.get(), now) ? makeNext(keys, now) : newest.get();
    }

    /**
     * Lets a new key sign from now on. The ones before it verify until the last of their tokens has expired.
     *
     * @return the new key's id
     */
    public String rotate() {
        Instant created = signing().createdAt();
        Instant now = clock.instant();
        return makeNext(read(), created.isBefore(now) ? now : created.plusMillis(1))
                .id();
    }

    private SigningKey makeNext(List<SigningKey> before, Instant now) {
        store.makeNext(before, now);
        SigningKey next = newest(read(), now).orElseThrow(() -> new IllegalStateException("No signing key may sign"));
        store.retireOlderThan(
                next, now, now.plus(config.tokens().accessLifetime()).plus(OVERLAP));
        read();
        return next;
    }

    /** All that may still verify, for whoever verifies elsewhere. */
    List<SigningKey> verifying() {
        Instant now = clock.instant();
        return readWhenOlderThan(SOON).stream()
                .filter(key -> key.mayVerify(now))
                .toList();
    }

    @Override
    public Optional<VerificationKey> find(String keyId) {
        List<SigningKey> keys = readWhenOlderThan(FRESH);
        Optional<VerificationKey> found = find(keys, keyId);
        if (found.isPresent()) {
            return found;
        }
        return find(isNext(keys, keyId) ? read() : readWhenOlderThan(SOON), keyId);
    }

    /**
     * Whether another instance has made this key a moment ago: nobody can name the next one without the secret, so whoever
     * names it may have the database asked at once.
     */
    private boolean isNext(List<SigningKey> keys, String keyId) {
        return IntStream.rangeClosed(1, NEXT_KEYS)
                .mapToObj(ahead -> store.keyId(keys.size() + ahead))
                .anyMatch(keyId::equals);
    }

    /** No token outlives its key: {@link #rotate} lets it verify for longer than that. */
    @Override
    public boolean stillVerifies(VerificationKey key) {
        return true;
    }

    private Optional<VerificationKey> find(List<SigningKey> keys, String keyId) {
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> key.id().equals(keyId) && key.mayVerify(now))
                .findFirst()
                .map(key -> new VerificationKey(key.id(), key.publicKey(), ALGORITHMS));
    }

    private static Optional<SigningKey> newest(List<SigningKey> keys, Instant now) {
        return keys.stream().filter(key -> key.maySign(now)).findFirst();
    }

    private boolean isWorn(SigningKey key, Instant now) {
        return key.createdAt().plus(config.tokens().keyLifetime()).isBefore(now);
    }

    private List<SigningKey> readWhenOlderThan(Duration age) {
        Known current = known;
        if (current != null && current.age().compareTo(age) < 0) {
            return current.keys();
        }
        synchronized (this) {
            current = known;
            return current != null && current.age().compareTo(age) < 0 ? current.keys() : read();
        }
    }

    private synchronized List<SigningKey> read() {
        List<SigningKey> keys = store.read();
        known = new Known(keys, System.nanoTime());
        return keys;
    }
}
