package org.tallystick.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.member.ChangeStatus;
import org.tallystick.member.Member;
import org.tallystick.member.MemberStatus;
import org.tallystick.platform.Ids;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.web.Dates;

/**
 * Begins a departure: from now on the accounts of the member trade only toward zero, and once they are all there it has left.
 * An owner says that the member leaves; that it has vanished or died, those who run the community say.
 */
@ApplicationScoped
class StartDeparture {
    private static final int USUAL_DAYS = 90;
    private static final int MOST_YEARS = 3;

    private final ChangeStatus changeStatus;
    private final Clock clock;

    StartDeparture(ChangeStatus changeStatus, Clock clock) {
        this.changeStatus = changeStatus;
        this.clock = clock;
    }

    /**
     * What a client writes.
     *
     * @param deadline a local date; absent: 90 days from now
     */
    @Schema(name = "NewDeparture")
    public record Body(
            @Nullable String cause,
            @Nullable String deadline,
            @Nullable String reason) {}

    private record Begun(DepartureCause cause, LocalDate deadline, Reason reason) {}

    /**
     * @throws ProblemException {@code malformed}; {@code forbidden} for what is not an owner's to say; {@code state-conflict}
     *     for one who leaves already, has left, or was frozen by others
     */
    void start(Access access, Member member, Body body) {
        access.require(Permission.LEAVE, member.id());
        Begun begun = read(access, body);
        changeStatus.change(
                access,
                Permission.LEAVE,
                present -> requireMayStart(present, member, begun.cause()),
                member,
                MemberStatus.LEAVING,
                begun.reason(),
                (connection, before) -> {
                    boolean byOffice = byOffice(access, member);
                    requireCanStart(connection, access, before, byOffice);
                    insert(connection, access, before, begun, byOffice);
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    values.put("cause", begun.cause().text());
                    values.put("deadline", begun.deadline().toString());
                    return values;
                });
    }

    private Begun read(Access access, Body body) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), access.community().zone());
        FieldErrors errors = new FieldErrors();
        Optional<DepartureCause> cause = errors.read("cause", body.cause(), DepartureCause::read);
        Optional<LocalDate> deadline =
                errors.readIfPresent("deadline", body.deadline(), text -> readDeadline(text, today));
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        return new Begun(cause.orElseThrow(), deadline.orElse(today.plusDays(USUAL_DAYS)), reason);
    }

    private static LocalDate readDeadline(String text, LocalDate today) {
        LocalDate date = Dates.read(text);
        if (date.isBefore(today) || date.isAfter(today.plusYears(MOST_YEARS))) {
            throw new IllegalArgumentException("must lie between today and " + MOST_YEARS + " years from now");
        }
        return date;
    }

    /** Nobody is their own administrator, but where they are everybody's. */
    static boolean byOffice(Access access, Member member) {
        return access.everywhere(Permission.LEAVE)
                || (access.mayByOffice(Permission.LEAVE, member.id()) && !access.actsFor(member.id()));
    }

    private static void requireMayStart(Access access, Member member, DepartureCause cause) {
        if (cause.leavesNobody() && !byOffice(access, member)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "That a member has vanished or died, those who run the community say; you may say that it leaves.");
        }
    }

    private static void requireCanStart(Connection connection, Access access, Member before, boolean byOffice)
            throws SQLException {
        if (before.status() == MemberStatus.LEFT) {
            throw ProblemException.of(ProblemType.STATE_CONFLICT, before.handle() + " has left already.");
        }
        if (before.status() == MemberStatus.FROZEN && !byOffice) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    before.handle() + " is frozen; ask an administrator to begin the departure.");
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT FROM departure WHERE community_id = ? AND member_id = ? AND ended_at IS NULL")) {
            statement.setObject(1, access.community().id().value());
            statement.setObject(2, before.id().value());
            if (statement.executeQuery().next()) {
                throw ProblemException.of(
                        ProblemType.STATE_CONFLICT,
                        before.handle() + " is leaving already; take that back to begin anew.");
            }
        }
    }

    private void insert(Connection connection, Access access, Member before, Begun begun, boolean byOffice)
            throws SQLException {
        // Who was leaving without a departure is active again where the departure is taken back.
        MemberStatus statusBefore = before.status() == MemberStatus.FROZEN ? MemberStatus.FROZEN : MemberStatus.ACTIVE;
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO departure (community_id, departure_id, member_id, cause, deadline, reason, status_before, by_office,
                                       started_by, started_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            statement.setObject(1, access.community().id().value());
            statement.setObject(2, Ids.next());
            statement.setObject(3, before.id().value());
            statement.setString(4, begun.cause().text());
            statement.setObject(5, begun.deadline());
            statement.setString(6, begun.reason().text());
            statement.setString(7, statusBefore.text());
            statement.setBoolean(8, byOffice);
            statement.setObject(9, access.caller().id());
            statement.setObject(10, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
