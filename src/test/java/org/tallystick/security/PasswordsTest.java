package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.problem.ProblemException;

class PasswordsTest {
    private static final String SECRET = "moose lamp potato";

    private final Passwords passwords = passwords(1, 1);

    @Test
    void aFreshHashNeedsNoOther() {
        String hash = passwords.hash(SECRET);
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash(SECRET));
        assertThat(passwords.needsRehash(hash)).isFalse();
        assertThat(passwords.matches(SECRET, Optional.of(hash), () -> {})).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "8192,2,1,32,ID",
        "19456,1,1,32,ID",
        "19456,3,1,32,ID",
        "19456,2,2,32,ID",
        "19456,2,1,16,ID",
        "19456,2,1,32,I"
    })
    void aHashOfAnotherCostIsGoodAndNeedsAnother(int kib, int passes, int lanes, int bytes, Argon2 type) {
        String hash = Argon2Function.getInstance(kib, passes, lanes, bytes, type)
                .hash(SECRET)
                .getResult();
        assertThat(passwords.needsRehash(hash)).isTrue();
        assertThat(passwords.matches(SECRET, Optional.of(hash), () -> {})).isTrue();
        assertThat(passwords.matches("another lamp potato", Optional.of(hash), () -> {}))
                .isFalse();
    }

    @Test
    void asManyHashAtOnceAsAreAllowedSoManyWaitAndTheRestIsSentAway() throws Exception {
        Passwords two = passwords(2, 3);
        Optional<String> hash = Optional.of(two.hash(SECRET));
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        Runnable held = () -> {
            atOnce.incrementAndGet();
            begun.countDown();
            awaitFor(go);
        };
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            ExecutorCompletionService<Boolean> logins = new ExecutorCompletionService<>(threads);
            logins.submit(() -> two.matches(SECRET, hash, held));
            logins.submit(() -> two.matches(SECRET, hash, held));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 4; i++) {
                logins.submit(() -> two.matches(SECRET, hash, held));
            }
            // None of the others can come to an end before they may go.
            assertThatThrownBy(() -> logins.take().get())
                    .hasCauseInstanceOf(ProblemException.class)
                    .hasMessageContaining("Too many logins at once");
            assertThat(atOnce).hasValue(2);
            go.countDown();
            for (int i = 0; i < 5; i++) {
                assertThat(logins.take().get()).isTrue();
            }
        } finally {
            go.countDown();
            threads.shutdown();
        }
        assertThat(atOnce).hasValue(5);
    }

    private static void awaitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Passwords passwords(int atOnce, int waiting) {
        SecurityConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SecurityConfig.class)
                .withDefaultValue("tallystick.logins.hashes-at-once", String.valueOf(atOnce))
                .withDefaultValue("tallystick.logins.hashes-waiting", String.valueOf(waiting))
                .build()
                .getConfigMapping(SecurityConfig.class);
        return new Passwords(config, HashingCost.OF_SERVICE);
    }
}
