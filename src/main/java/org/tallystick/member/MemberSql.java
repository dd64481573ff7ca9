package org.tallystick.member;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.security.MemberId;

/** Reads and changes members. In SQL, for a change of status is written in the posting's transaction. */
record MemberSql(Connection connection, CommunityId community) {
    static final String NAMES =
            "member_id, handle, name, kind, email, status, joined, version, profile::text AS profile";

    private static final String COLUMNS = "SELECT " + NAMES;

    private static final String ONE = COLUMNS + " FROM member WHERE community_id = ? AND handle = ?";

    /** Not FOR UPDATE: whoever adds what refers to the member and then raises the access version need not wait for it. */
    private static final String LOCKED =
            COLUMNS + " FROM member WHERE community_id = ? AND member_id = ? FOR NO KEY UPDATE";

    private static final String PAGE = COLUMNS + " FROM member WHERE community_id = ? AND handle > ?"
            + " AND (?::text IS NULL OR status = ?::text) ORDER BY handle LIMIT ?";

    private static final String RECONSIDERED = """
            SELECT m.handle FROM member m
             WHERE m.community_id = ? AND EXISTS (
                   SELECT FROM change_record r
                    WHERE r.community_id = m.community_id AND r.subject_kind = 'member'
                      AND r.subject_id = m.member_id::text AND r.before->>'status' <> r.after->>'status')""";

    Optional<Member> find(String handle) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ONE)) {
            statement.setObject(1, community.value());
            statement.setString(2, handle);
            return read(statement).stream().findFirst();
        }
    }

    /** @throws IllegalStateException if there is none: members are never deleted */
    Member locked(MemberId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCKED)) {
            statement.setObject(1, community.value());
            statement.setObject(2, id.value());
            return read(statement).stream().findFirst().orElseThrow(() -> new IllegalStateException("no member " + id));
        }
    }

    /** The handles of those whose status somebody has changed since they were enrolled. */
    Set<String> withChangedStatus() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECONSIDERED)) {
            statement.setObject(1, community.value());
            ResultSet rows = statement.executeQuery();
            Set<String> handles = new HashSet<>();
            while (rows.next()) {
                handles.add(rows.getString(1));
            }
            return handles;
        }
    }

    /** In the order of handles, from the one after {@code after}. */
    List<Member> page(String after, Optional<MemberStatus> status, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            String wanted = status.map(MemberStatus::text).orElse(null);
            statement.setObject(1, community.value());
            statement.setString(2, after);
            statement.setString(3, wanted);
            statement.setString(4, wanted);
            statement.setInt(5, limit);
            return read(statement);
        }
    }

    /** Those of these handles that are or were used. */
    Map<String, MemberId> ids(Collection<String> handles) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT handle, member_id FROM member WHERE community_id = ? AND handle = ANY (?)")) {
            statement.setObject(1, community.value());
            statement.setArray(2, connection.createArrayOf("text", handles.toArray()));
            ResultSet rows = statement.executeQuery();
            Map<String, MemberId> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getString(1), new MemberId(rows.getObject(2, UUID.class)));
            }
            return found;
        }
    }

    /** Those of these handles that are or were used. */
    List<Member> all(Collection<String> handles) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(COLUMNS + " FROM member WHERE community_id = ? AND handle = ANY (?)")) {
            statement.setObject(1, community.value());
            statement.setArray(2, connection.createArrayOf("text", handles.toArray()));
            return read(statement);
        }
    }

    List<AccountId> accounts(MemberId member) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT account_id FROM account WHERE community_id = ? AND member_id = ? ORDER BY account_id")) {
            statement.setObject(1, community.value());
            statement.setObject(2, member.value());
            ResultSet rows = statement.executeQuery();
            List<AccountId> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new AccountId(rows.getObject(1, UUID.class)));
            }
            return found;
        }
    }

    void update(Member member) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE member SET name = ?, kind = ?, email = ?, status = ?, version = ?, profile = ?::jsonb
                 WHERE community_id = ? AND member_id = ?""")) {
            statement.setString(1, member.name());
            statement.setString(2, member.kind().text());
            statement.setString(3, member.email().map(EmailAddress::value).orElse(null));
            statement.setString(4, member.status().text());
            statement.setLong(5, member.version());
            statement.setString(6, ProfileValues.json(member.profile()));
            statement.setObject(7, community.value());
            statement.setObject(8, member.id().value());
            statement.executeUpdate();
        }
    }

    /** Whoever is not leaving any more has no departure that is not over. */
    void endDeparture(MemberId member, String outcome, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE departure SET ended_at = ?, outcome = ?
                 WHERE community_id = ? AND member_id = ? AND ended_at IS NULL""")) {
            statement.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            statement.setString(2, outcome);
            statement.setObject(3, community.value());
            statement.setObject(4, member.value());
            statement.executeUpdate();
        }
    }

    static List<Member> read(PreparedStatement statement) throws SQLException {
        ResultSet rows = statement.executeQuery();
        List<Member> found = new ArrayList<>();
        while (rows.next()) {
            found.add(new Member(
                    new MemberId(rows.getObject("member_id", UUID.class)),
                    new Handle(rows.getString("handle")),
                    rows.getString("name"),
                    MemberKind.read(rows.getString("kind")),
                    Optional.ofNullable(rows.getString("email")).map(EmailAddress::new),
                    MemberStatus.read(rows.getString("status")),
                    rows.getObject("joined", LocalDate.class),
                    rows.getLong("version"),
                    ProfileValues.ofJson(rows.getString("profile"))));
        }
        return found;
    }
}
