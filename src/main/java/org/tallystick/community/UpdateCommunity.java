package org.tallystick.community;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.posting.AccessVersion;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;

/** Changes the name, the time zone or the rules of a community. */
@ApplicationScoped
public class UpdateCommunity {
    private final CommunityStore store;
    private final Database database;
    private final Clock clock;

    UpdateCommunity(CommunityStore store, Database database, Clock clock) {
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    /** What a client writes; what is absent stays as it is. */
    @Schema(name = "CommunityChange")
    public record Body(
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable SettingsBody settings,
            @Nullable String reason) {}

    /**
     * @param expectedVersion the version that the administrator has seen; empty: any
     * @throws ProblemException {@code malformed}; {@code version-stale}; {@code state-conflict} for another time zone once
     *     there is a trade, for booking dates are told in it
     */
    @Transactional
    public Community update(CommunityId id, Body body, OptionalLong expectedVersion, Actor changedBy) {
        FieldErrors errors = new FieldErrors();
        Optional<String> name =
                errors.readIfPresent("name", body.name(), text -> Text.read(text, CommunityBody.LONGEST_NAME));
        Optional<ZoneId> zone = errors.readIfPresent("timeZone", body.timeZone(), TimeZone::read);
        Optional<Reason> reason = errors.read("reason", body.reason(), Reason::new);
        if (body.settings() != null) {
            body.settings().read("settings", Settings.USUAL, errors);
        }
        errors.throwIfAny();
        CommunityRow row = store.locked(id);
        CommunityVersion.check(row.version, expectedVersion);
        Community before = store.toCommunity(row);
        // From here on no trade is being booked, so "there is none" stays true.
        database.with(connection -> raiseAccessVersion(connection, id));
        if (zone.isPresent() && !zone.get().equals(before.timeZone()) && database.with(c -> hasTrades(c, id))) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "The time zone is fixed, for there are trades booked in it.");
        }
        Settings settings = body.settings() == null
                ? before.settings()
                : body.settings().read("settings", before.settings(), errors);
        row.apply(name.orElse(before.name()), zone.orElse(before.timeZone()), settings);
        row.version++;
        store.flush();
        Community after = store.toCommunity(row);
        Change change = Change.of(
                Subject.COMMUNITY,
                id.value().toString(),
                changedBy,
                reason.orElseThrow(),
                before.toValues(),
                after.toValues());
        database.with(connection -> {
            ChangeRecords.write(connection, id, clock.instant(), List.of(change));
            return change;
        });
        return after;
    }

    private static CommunityId raiseAccessVersion(Connection connection, CommunityId id) throws SQLException {
        AccessVersion.raise(connection, id);
        return id;
    }

    private static boolean hasTrades(Connection connection, CommunityId id) throws SQLException {
        return exists(connection, "SELECT EXISTS (SELECT FROM trade WHERE community_id = ?)", id);
    }

    private static boolean exists(Connection connection, String sql, CommunityId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id.value());
            var row = statement.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }
}
