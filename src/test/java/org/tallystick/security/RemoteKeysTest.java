package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tallystick.security.VerificationKeys.VerificationKey;

/** An issuer that is asked, one that is away, and one that takes keys back, on a clock that the test moves. */
class RemoteKeysTest {
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong(-5);
    private final AtomicInteger reads = new AtomicInteger();
    private volatile List<VerificationKey> published = List.of(key("one"));
    private volatile boolean away;
    private volatile Optional<CountDownLatch> slow = Optional.empty();
    private final RemoteKeys keys =
            new RemoteKeys("test", this::publish, GOOD_FOR, now::get, new SecurityMetrics(new SimpleMeterRegistry()));

    @Test
    void aKnownKeyIsHadFromMemory() {
        assertThat(keys.find("one")).contains(published.get(0));
        assertThat(keys.find("one")).isPresent();
        assertThat(reads).hasValue(1);
        assertThat(keys.stillVerifies(published.get(0))).isTrue();
    }

    @Test
    void nothingIsReadOnAnEventLoop() {
        assertThat(keys.stillVerifies(published.get(0))).isFalse();
        assertThat(reads).hasValue(0);
    }

    @Test
    void unknownKeysAskTheIssuerOnceInTenSeconds() {
        keys.find("one");
        pass(RemoteKeys.BETWEEN_READS);
        for (int i = 0; i < 1_000; i++) {
            assertThat(keys.find("forged-" + i)).isEmpty();
        }
        assertThat(reads).hasValue(2);
        pass(RemoteKeys.BETWEEN_READS);
        keys.find("forged");
        assertThat(reads).hasValue(3);
    }

    @Test
    void aNewKeyIsFoundWhenATokenNamesIt() {
        keys.find("one");
        published = List.of(key("one"), key("two"));
        assertThat(keys.find("two")).isEmpty();
        pass(RemoteKeys.BETWEEN_READS);
        assertThat(keys.find("two")).isPresent();
        assertThat(reads).hasValue(2);
    }

    @Test
    void aKeyThatTheIssuerTakesBackVerifiesNoLongerThanToTheNextReading() {
        VerificationKey one = published.get(0);
        keys.find("one");
        published = List.of(key("two"));
        pass(RemoteKeys.REFRESH.minus(SOON));
        assertThat(keys.find("one")).isPresent();
        assertThat(keys.stillVerifies(one)).isTrue();
        pass(SOON);
        assertThat(keys.stillVerifies(one)).isFalse();
        assertThat(keys.find("one")).isEmpty();
        published = List.of();
        pass(RemoteKeys.REFRESH);
        assertThat(keys.find("two")).isEmpty();
    }

    @Test
    void anotherKeyUnderTheSameNameEndsWhatTheFirstVerified() {
        VerificationKey first = published.get(0);
        keys.find("one");
        published = List.of(key("one"));
        pass(RemoteKeys.REFRESH);
        assertThat(keys.find("one")).contains(published.get(0));
        assertThat(keys.stillVerifies(first)).isFalse();
        assertThat(keys.stillVerifies(published.get(0))).isTrue();
    }

    @Test
    void knownKeysOutliveAnOutageForAsLongAsTheyAreGood() {
        VerificationKey one = published.get(0);
        keys.find("one");
        away = true;
        pass(RemoteKeys.REFRESH);
        assertThat(keys.find("one")).contains(one);
        assertThat(reads).hasValue(2);
        assertThat(keys.find("one")).contains(one);
        assertThat(reads).hasValue(2);
        assertThat(keys.stillVerifies(one)).isTrue();
        pass(GOOD_FOR.minus(RemoteKeys.REFRESH).minus(SOON));
        assertThat(keys.find("one")).contains(one);
        pass(SOON);
        assertThat(keys.find("one")).isEmpty();
        assertThat(keys.stillVerifies(one)).isFalse();
        away = false;
        pass(RemoteKeys.BETWEEN_READS);
        assertThat(keys.find("one")).contains(one);
    }

    @Test
    void anIssuerThatWasAwayAtTheStartIsAskedAgain() {
        away = true;
        keys.readAhead();
        assertThat(keys.find("one")).isEmpty();
        assertThat(reads).hasValue(1);
        away = false;
        pass(RemoteKeys.BETWEEN_READS);
        assertThat(keys.find("one")).isPresent();
    }

    @Test
    void whileItIsSlowKnownKeysWaitForNothingAndNewOnesForTheSameReading() throws Exception {
        keys.find("one");
        published = List.of(key("one"), key("two"));
        CountDownLatch answer = new CountDownLatch(1);
        slow = Optional.of(answer);
        pass(RemoteKeys.REFRESH);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            List<Future<Optional<VerificationKey>>> waiting = new ArrayList<>();
            waiting.add(threads.submit(() -> keys.find("two")));
            while (reads.get() < 2) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 10; i++) {
                waiting.add(threads.submit(() -> keys.find("two")));
            }
            assertThat(threads.submit(() -> keys.find("one")).get(5, TimeUnit.SECONDS))
                    .isPresent();
            answer.countDown();
            for (Future<Optional<VerificationKey>> one : waiting) {
                assertThat(one.get(5, TimeUnit.SECONDS)).isPresent();
            }
            assertThat(reads).hasValue(2);
        } finally {
            answer.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void forgedKeysKeepFewThreadsWaitingForASlowIssuer() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        slow = Optional.of(answer);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        AtomicInteger turnedAway = new AtomicInteger();
        try {
            for (int i = 0; i < 100; i++) {
                threads.execute(() -> {
                    keys.find("forged");
                    turnedAway.incrementAndGet();
                });
            }
            while (turnedAway.get() < 83) {
                Thread.sleep(5);
            }
            assertThat(answer.getCount()).isEqualTo(1);
        } finally {
            answer.countDown();
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(reads).hasValue(1);
    }

    private List<VerificationKey> publish() throws IOException {
        reads.incrementAndGet();
        if (slow.isPresent()) {
            try {
                slow.get().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (away) {
            throw new IOException("away");
        }
        return published;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static VerificationKey key(String id) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            PublicKey key = generator.generateKeyPair().getPublic();
            return new VerificationKey(id, key, Set.of(SignatureAlgorithm.ES256));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
