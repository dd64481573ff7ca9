package org.tallystick.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.change.Reason;
import org.tallystick.platform.Database;
import org.tallystick.platform.Ids;
import org.tallystick.role.GiveRole;
import org.tallystick.security.Access;
import org.tallystick.security.AccessControl;
import org.tallystick.security.Caller;
import org.tallystick.security.CallerKind;
import org.tallystick.security.Role;

/** The operator of the fresh database, in whose name the demo community is made. */
@ApplicationScoped
class DemoOperator {
    private static final Reason REASON = new Reason("the demo community is made");
    private static final Duration LONGEST_MAKING = Duration.ofMinutes(2);

    private final Database database;
    private final AccessControl accessControl;
    private final GiveRole giveRole;
    private final Clock clock;

    DemoOperator(Database database, AccessControl accessControl, GiveRole giveRole, Clock clock) {
        this.database = database;
        this.accessControl = accessControl;
        this.giveRole = giveRole;
        this.clock = clock;
    }

    /** Whether there is no community yet. */
    boolean isAlone() {
        return database.with(connection -> {
            try (var statement = connection.prepareStatement("SELECT FROM community LIMIT 1")) {
                return !statement.executeQuery().next();
            }
        });
    }

    UUID id() {
        return database.with(connection -> {
            try (var statement = connection.prepareStatement(
                    "SELECT user_id FROM app_user WHERE operator ORDER BY user_id LIMIT 1")) {
                ResultSet row = statement.executeQuery();
                row.next();
                return row.getObject(1, UUID.class);
            }
        });
    }

    Access access(String slug) {
        UUID operator = id();
        Caller caller = new Caller(operator, CallerKind.USER, "operator", Optional.of(session(operator)), Set.of());
        return accessControl.current(slug, caller);
    }

    /** Whoever acts has a session; this one is over when the demo has been made. */
    private UUID session(UUID operator) {
        UUID session = Ids.next();
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return database.with(connection -> {
            try (var statement = connection.prepareStatement(
                    "INSERT INTO session (session_id, user_id, started_at, expires_at) VALUES (?, ?, ?, ?)")) {
                statement.setObject(1, session);
                statement.setObject(2, operator);
                statement.setObject(3, now);
                statement.setObject(4, now.plus(LONGEST_MAKING));
                statement.executeUpdate();
                return session;
            }
        });
    }

    void appoint(String slug, String username) {
        giveRole.give(access(slug), username, Role.ADMINISTRATOR, REASON);
    }
}
