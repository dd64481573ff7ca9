package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Database;
import org.tallystick.platform.Sql;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.testing.SettableClock;
import org.tallystick.testing.TestDatabase;

/** Two instances on one database, each with the keys that it has read. */
class SigningKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration KEY_LIFETIME = Duration.ofDays(30);
    private static final Duration ACCESS_LIFETIME = Duration.ofMinutes(15);
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final SmallRyeConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(SecurityConfig.class)
            .withMapping(TallystickConfig.class)
            .withDefaultValue("tallystick.secret", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
            .withDefaultValue("tallystick.tokens.key-lifetime", KEY_LIFETIME.toString())
            .withDefaultValue("tallystick.tokens.access-lifetime", ACCESS_LIFETIME.toString())
            .build();
    private final SettableClock clock = new SettableClock(NOW);
    private final AtomicInteger reads = new AtomicInteger();
    private final SigningKeyStore store =
            new SigningKeyStore(
                    new Sql(new Database(TestDatabase.fresh().application())),
                    SealedKeys.of(config.getConfigMapping(TallystickConfig.class))) {
                @Override
                List<SigningKey> read() {
                    reads.incrementAndGet();
                    return super.read();
                }
            };
    private final SigningKeys here = instance();
    private final SigningKeys there = instance();

    @Test
    void aKeyThatAnotherInstanceMadeAMomentAgoVerifiesAtOnce() {
        String first = here.signing().id();
        assertThat(there.find(first)).isPresent();
        String second = here.rotate();
        assertThat(there.find(second)).isPresent();
        String third = there.rotate();
        String fourth = there.rotate();
        assertThat(here.find(fourth)).isPresent();
        assertThat(here.find(third)).isPresent();
        assertThat(here.find(first)).isPresent();
    }

    @Test
    void namesThatNoKeyHasDoNotHaveTheDatabaseAskedEachTime() {
        here.signing();
        int before = reads.get();
        for (int i = 0; i < 1_000; i++) {
            assertThat(here.find("no key of ours " + i)).isEmpty();
        }
        assertThat(reads.get() - before).isLessThan(100);
    }

    @Test
    void aKeyThatHasSignedLongEnoughIsFollowedByOneForAllInstances() {
        String first = here.signing().id();
        assertThat(there.signing().id()).isEqualTo(first);
        clock.set(NOW.plus(KEY_LIFETIME));
        assertThat(there.signing().id()).isEqualTo(first);
        clock.set(NOW.plus(KEY_LIFETIME).plusMillis(1));
        String second = here.signing().id();
        assertThat(second).isNotEqualTo(first);
        assertThat(there.signing().id()).isEqualTo(second);
        assertThat(store.read()).hasSize(2);
    }

    @Test
    void aKeyThatNoLongerSignsIsPublishedUntilItsTokensHaveExpiredAndSomeTimeMore() {
        String first = here.signing().id();
        there.signing();
        String second = here.rotate();
        assertThat(ids(here)).containsExactly(second, first);
        Instant end = NOW.plus(ACCESS_LIFETIME).plus(OVERLAP);

        clock.set(end.minusMillis(1));
        assertThat(ids(here)).containsExactly(second, first);
        assertThat(here.find(first)).isPresent();
        clock.set(end.plusMillis(1));
        assertThat(ids(here)).containsExactly(second);
        assertThat(here.find(first)).isEmpty();
        assertThat(instance().find(first)).isEmpty();
        assertThat(here.signing().id()).isEqualTo(second);
    }

    private static List<String> ids(SigningKeys keys) {
        return keys.verifying().stream().map(SigningKey::id).toList();
    }

    private SigningKeys instance() {
        return new SigningKeys(store, config.getConfigMapping(SecurityConfig.class), clock);
    }
}
