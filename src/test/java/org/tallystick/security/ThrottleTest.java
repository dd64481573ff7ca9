package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tallystick.problem.ProblemException;

class ThrottleTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Throttle throttle = new Throttle(3, 5, 8, nanos::get);

    @Test
    void afterItsFailuresANameWaitsAndThenHasOneMore() {
        fail("alice", "a", 3);
        assertRefused("alice", "a");
        nanos.addAndGet(Duration.ofSeconds(19).toNanos());
        assertRefused("alice", "a");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertAllowed("alice", "a");
        fail("alice", "a", 1);
        assertRefused("alice", "a");
    }

    @Test
    void nobodyIsLockedOutByFailuresOfAnotherAddress() {
        fail("alice", "a", 3);
        assertAllowed("alice", "b");
        assertAllowed("bob", "a");
    }

    @Test
    void anAddressThatFailsWithManyNamesWaits() {
        for (int i = 0; i < 5; i++) {
            fail("name" + i, "a", 1);
        }
        assertRefused("another", "a");
        assertAllowed("another", "b");
    }

    @Test
    void whereANameIsKnownTheFailuresOfOtherNamesDoNotCount() {
        for (int i = 0; i < 5; i++) {
            fail("name" + i, "hall", 1);
        }
        assertThatThrownBy(() -> throttle.check("alice", "hall", false)).isInstanceOf(ProblemException.class);
        assertThatCode(() -> throttle.check("alice", "hall", true)).doesNotThrowAnyException();
        assertThatThrownBy(() -> throttle.check("name0", "hall")).isInstanceOf(ProblemException.class);
    }

    @Test
    void whatSucceedsIsNotCounted() {
        for (int i = 0; i < 100; i++) {
            assertAllowed("alice", "a");
        }
    }

    @Test
    void theWaitIsTold() {
        fail("alice", "a", 3);
        assertThatThrownBy(() -> throttle.check("alice", "a"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(
                                        e.problem().members())
                                .containsEntry("retryAfter", 20L));
    }

    @Test
    void strangersShareABoundForANameThatDoesNotConcernWhereItIsKnown() {
        for (int i = 0; i < 8; i++) {
            throttle.failed("alice", "stranger" + i, false);
        }
        assertThatThrownBy(() -> throttle.check("alice", "another", false)).isInstanceOf(ProblemException.class);
        assertThatCode(() -> throttle.check("alice", "home", true)).doesNotThrowAnyException();
        assertThatCode(() -> throttle.check("bob", "another", false)).doesNotThrowAnyException();
    }

    @Test
    void whereNamesAreNotGuessedAtWhatOthersDoElsewhereNeverCounts() {
        for (int i = 0; i < 100; i++) {
            fail("client market", "address" + i, 1);
        }
        assertAllowed("client market", "another");
    }

    @Test
    void whatIsNoGuessIsBoundedForItselfAlone() {
        for (int i = 0; i < 3; i++) {
            assertThatCode(() -> throttle.spend("refresh_token", "hall")).doesNotThrowAnyException();
        }
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> throttle.spend("refresh_token", "hall")).isInstanceOf(ProblemException.class);
        }
        assertThatCode(() -> throttle.spend("invitation", "hall")).doesNotThrowAnyException();
        assertThatCode(() -> throttle.spend("refresh_token", "home")).doesNotThrowAnyException();
        assertThatCode(() -> throttle.check("alice", "hall", false)).doesNotThrowAnyException();
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThatCode(() -> throttle.spend("refresh_token", "hall")).doesNotThrowAnyException();
    }

    @Test
    void tenCodesAnHourMayBeWrong() {
        for (int i = 0; i < 10; i++) {
            assertThatCode(() -> throttle.checkCode("alice", false)).doesNotThrowAnyException();
            throttle.codeFailed("alice", false);
        }
        assertThatThrownBy(() -> throttle.checkCode("alice", false)).isInstanceOf(ProblemException.class);
        assertThatCode(() -> throttle.checkCode("alice", true)).doesNotThrowAnyException();
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        assertThatCode(() -> throttle.checkCode("alice", false)).doesNotThrowAnyException();
    }

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(name, address);
        }
    }

    private void assertAllowed(String name, String address) {
        assertThatCode(() -> throttle.check(name, address)).doesNotThrowAnyException();
    }

    private void assertRefused(String name, String address) {
        assertThatThrownBy(() -> throttle.check(name, address)).isInstanceOf(ProblemException.class);
    }
}
