package org.tallystick.member;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.security.MemberId;
import org.tallystick.web.TextOrNull;

/**
 * What an administrator changes of a member; what is empty stays as it is.
 *
 * @param email empty: as it is; of an empty one: none from now on
 * @param fields of the profile, by code; of an empty one: none from now on
 * @param expectedVersion the version that the administrator has seen; empty: any
 */
public record MemberChange(
        Optional<String> name,
        Optional<MemberKind> kind,
        Optional<Optional<EmailAddress>> email,
        Optional<MemberStatus> status,
        Map<String, Optional<String>> fields,
        Reason reason,
        OptionalLong expectedVersion) {

    /** What a client writes; what is absent stays as it is, and {@code null} takes the e-mail address away. */
    @Schema(name = "MemberChange")
    public record Body(
            @Nullable String name,
            @Nullable String kind,
            @Nullable TextOrNull email,
            @Nullable String status,
            @Nullable Map<String, @Nullable String> fields,
            @Nullable String reason) {

        /** Without profile fields. */
        public Body(
                @Nullable String name,
                @Nullable String kind,
                @Nullable TextOrNull email,
                @Nullable String status,
                @Nullable String reason) {
            this(name, kind, email, status, null, reason);
        }
    }

    /** @throws ProblemException {@code malformed} */
    static MemberChange read(Body body, List<ProfileField> known, OptionalLong expectedVersion) {
        FieldErrors errors = new FieldErrors();
        Optional<String> name =
                errors.readIfPresent("name", body.name(), text -> Text.read(text, NewMember.LONGEST_NAME));
        Optional<MemberKind> kind = errors.readIfPresent("kind", body.kind(), MemberKind::read);
        Optional<Optional<EmailAddress>> email = Optional.ofNullable(body.email())
                .map(given -> errors.readIfPresent("email", given.text(), EmailAddress::new));
        Optional<MemberStatus> status = errors.readIfPresent("status", body.status(), MemberStatus::read);
        Optional<Reason> reason = errors.read("reason", body.reason(), Reason::new);
        Map<String, Optional<String>> fields = ProfileValues.read(body.fields(), known, field -> true, errors);
        errors.throwIfAny();
        return new MemberChange(name, kind, email, status, fields, reason.orElseThrow(), expectedVersion);
    }

    /** A status alone. */
    static MemberChange ofStatus(MemberStatus status, Reason reason) {
        return new MemberChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(status),
                Map.of(),
                reason,
                OptionalLong.empty());
    }

    /** Whether it makes the status of this member another one. */
    boolean changesStatus(Member member) {
        return status.filter(wanted -> wanted != member.status()).isPresent();
    }

    /**
     * Changes the member's row and keeps a record, in the caller's transaction.
     *
     * @throws ProblemException {@code version-stale}; {@code state-conflict} if the member has left
     */
    void write(Connection connection, CommunityId community, MemberId id, UUID changeId, Actor changedBy, Instant now)
            throws SQLException {
        write(connection, community, id, changeId, changedBy, now, (unused, member) -> Map.of());
    }

    /** @param along what else happens; what it answers stands in the record too */
    void write(
            Connection connection,
            CommunityId community,
            MemberId id,
            UUID changeId,
            Actor changedBy,
            Instant now,
            ChangeStatus.Along along)
            throws SQLException {
        MemberSql sql = new MemberSql(connection, community);
        Member before = sql.locked(id);
        check(before);
        Map<String, @Nullable Object> more = along.with(connection, before);
        Member after = before.with(
                name.orElse(before.name()),
                kind.orElse(before.kind()),
                email.orElse(before.email()),
                status.orElse(before.status()),
                ProfileValues.changed(before.profile(), fields));
        sql.update(after);
        if (before.status() == MemberStatus.LEAVING && after.status() != MemberStatus.LEAVING) {
            sql.endDeparture(id, after.status() == MemberStatus.LEFT ? "closed" : "withdrawn", now);
        }
        Map<String, @Nullable Object> values = after.toValues();
        values.putAll(more);
        Change change = Change.of(Subject.MEMBER, id.value().toString(), changedBy, reason, before.toValues(), values);
        ChangeRecords.write(connection, community, now, List.of(change.withId(changeId)));
    }

    void check(Member member) {
        if (expectedVersion.isPresent() && expectedVersion.getAsLong() != member.version()) {
            throw ProblemException.of(
                    ProblemType.VERSION_STALE, "The member was changed since you read it; read it again.");
        }
        if (member.status() == MemberStatus.LEFT && changesStatus(member)) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    member.handle() + " has left for good. Someone who comes back is enrolled under a new handle.");
        }
    }
}
