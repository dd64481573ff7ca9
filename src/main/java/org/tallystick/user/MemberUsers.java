package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.security.MemberId;
import org.tallystick.security.MemberRole;
import org.tallystick.security.SpendingLimits;

/** Which users act for a member, as it stands in the database. Changes belong to the caller's transaction. */
@ApplicationScoped
class MemberUsers {
    /** More than these do not act for one member. */
    static final int MOST = 50;

    private static final String OF_MEMBER = """
            SELECT u.user_id, u.username, m.role, m.spending_limits::text AS limits
              FROM membership m JOIN app_user u ON u.user_id = m.user_id
             WHERE m.community_id = ? AND m.member_id = ?""";

    private final Sql sql;

    MemberUsers(Sql sql) {
        this.sql = sql;
    }

    /** @param limits of a spender; empty: none */
    record MemberUser(UUID id, String username, MemberRole role, Optional<SpendingLimits> limits) {
        /** As a change record keeps it. */
        Map<String, @Nullable Object> toValues() {
            return values(username, role, limits);
        }
    }

    static Map<String, @Nullable Object> values(String username, MemberRole role, Optional<SpendingLimits> limits) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("user", username);
        values.put("role", role.value());
        limits.ifPresent(given -> values.put("limitsInMinorUnits", given.toJson()));
        return values;
    }

    List<MemberUser> all(CommunityId community, MemberId member) {
        return sql.list(
                OF_MEMBER + " ORDER BY m.role, u.username", MemberUsers::toUser, community.value(), member.value());
    }

    Optional<MemberUser> find(CommunityId community, MemberId member, String username) {
        return sql.one(
                OF_MEMBER + " AND u.username = ? FOR UPDATE OF m",
                MemberUsers::toUser,
                community.value(),
                member.value(),
                username);
    }

    /** @return whether the user did not act for the member before; one who does keeps the role */
    boolean add(CommunityId community, MemberId member, UUID user, MemberRole role, Optional<SpendingLimits> limits) {
        return sql.update(
                        "INSERT INTO membership (community_id, user_id, member_id, role, spending_limits)"
                                + " VALUES (?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING",
                        community.value(),
                        user,
                        member.value(),
                        role.value(),
                        json(limits))
                > 0;
    }

    void change(CommunityId community, MemberId member, UUID user, MemberRole role, Optional<SpendingLimits> limits) {
        sql.update(
                "UPDATE membership SET role = ?, spending_limits = ?::jsonb"
                        + " WHERE community_id = ? AND member_id = ? AND user_id = ?",
                role.value(),
                json(limits),
                community.value(),
                member.value(),
                user);
    }

    void remove(CommunityId community, MemberId member, UUID user) {
        sql.update(
                "DELETE FROM membership WHERE community_id = ? AND member_id = ? AND user_id = ?",
                community.value(),
                member.value(),
                user);
    }

    boolean hasOwner(CommunityId community, MemberId member) {
        return sql.exists(
                "SELECT FROM membership WHERE community_id = ? AND member_id = ? AND role = 'owner'",
                community.value(),
                member.value());
    }

    private static @Nullable String json(Optional<SpendingLimits> limits) {
        return limits.map(SpendingLimits::toJson).orElse(null);
    }

    private static MemberUser toUser(ResultSet row) throws SQLException {
        return new MemberUser(
                row.getObject("user_id", UUID.class),
                row.getString("username"),
                MemberRole.of(row.getString("role")),
                Optional.ofNullable(row.getString("limits")).map(SpendingLimits::ofJson));
    }
}
