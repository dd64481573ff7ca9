package org.tallystick.member;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;

/** Writes any number of enrolments, each table with one statement. */
record EnrolmentSql(Connection connection, CommunityId community) {
    private static final String MEMBERS = """
            INSERT INTO member (community_id, created_at, member_id, handle, name, kind, email, joined)
            SELECT ?, ?, n.* FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[]) AS n""";

    private static final String USERS = """
            INSERT INTO app_user (created_at, user_id, username)
            SELECT ?, n.* FROM unnest(?::uuid[], ?::text[]) AS n""";

    private static final String OWNERS = """
            INSERT INTO membership (community_id, role, user_id, member_id)
            SELECT ?, 'owner', n.* FROM unnest(?::uuid[], ?::uuid[]) AS n""";

    void insertMembers(List<Enrolment> enrolments, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
            statement.setObject(1, community.value());
            statement.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            set(statement, 3, "uuid", enrolments, one -> one.member().id().value());
            set(statement, 4, "text", enrolments, one -> one.member().handle().value());
            set(statement, 5, "text", enrolments, one -> one.member().name());
            set(statement, 6, "text", enrolments, one -> one.member().kind().text());
            set(
                    statement,
                    7,
                    "text",
                    enrolments,
                    one -> one.member().email().map(EmailAddress::value).orElse(null));
            set(statement, 8, "date", enrolments, one -> one.member().joined().toString());
            statement.executeUpdate();
        }
    }

    void insertUsers(List<Enrolment> enrolments, String slug, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(USERS)) {
            statement.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            set(statement, 2, "uuid", enrolments, Enrolment::user);
            set(statement, 3, "text", enrolments, one -> one.member().handle() + "@" + slug);
            statement.executeUpdate();
        }
    }

    void insertOwners(List<Enrolment> enrolments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OWNERS)) {
            statement.setObject(1, community.value());
            set(statement, 2, "uuid", enrolments, Enrolment::user);
            set(statement, 3, "uuid", enrolments, one -> one.member().id().value());
            statement.executeUpdate();
        }
    }

    private void set(
            PreparedStatement statement,
            int index,
            String type,
            List<Enrolment> enrolments,
            Function<Enrolment, @Nullable Object> column)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[enrolments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(enrolments.get(i));
        }
        statement.setArray(index, connection.createArrayOf(type, values));
    }
}
