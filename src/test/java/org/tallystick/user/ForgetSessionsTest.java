package org.tallystick.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.testing.DatabaseTestResource;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ForgetSessionsTest {
    @Inject
    LoginFixture logins;

    @Inject
    ForgetSessions forget;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    private UUID session(UUID user, Instant expires, @Nullable Instant ended) {
        UUID id = Ids.next();
        sql.update(
                "INSERT INTO session (session_id, user_id, started_at, expires_at, last_used_at, ended_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?::timestamptz)",
                id,
                user,
                expires.minus(Duration.ofDays(30)),
                expires,
                expires.minus(Duration.ofDays(30)),
                Optional.ofNullable(ended).map(Instant::toString).orElse(null));
        return id;
    }

    private boolean isThere(UUID session) {
        return sql.exists("SELECT FROM session WHERE session_id = ?", session);
    }

    @Test
    void sessionsOfLongAgoAreForgottenAndNoOthers() {
        UUID user = sql.one(
                        "SELECT user_id FROM app_user WHERE username = ?",
                        row -> row.getObject(1, UUID.class),
                        logins.user())
                .orElseThrow();
        Instant now = clock.instant();
        Instant longAgo = now.minus(ForgetSessions.KEPT).minusSeconds(60);
        UUID ranOut = session(user, longAgo, null);
        UUID ended = session(user, now.minusSeconds(60), longAgo);
        UUID ranOutOfLate = session(user, now.minusSeconds(60), null);
        UUID endedOfLate = session(user, now.minusSeconds(60), now.minusSeconds(120));
        UUID good = session(user, now.plusSeconds(3_600), null);
        forget.runDue(now);

        assertThat(isThere(ranOut)).isFalse();
        assertThat(isThere(ended)).isFalse();
        assertThat(isThere(ranOutOfLate)).isTrue();
        assertThat(isThere(endedOfLate)).isTrue();
        assertThat(isThere(good)).isTrue();
    }
}
