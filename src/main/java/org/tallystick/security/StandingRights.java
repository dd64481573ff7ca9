package org.tallystick.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;

/** What somebody may do who is not there: they asked for something earlier, and it is done now. Reads the database. */
@ApplicationScoped
public class StandingRights {
    private static final String OF_USER = """
            WITH concerned AS (SELECT unnest(?::text[]::uuid[]) AS member_id)
            SELECT u.operator,
                   (SELECT array_agg(r.role) FROM community_role r
                     WHERE r.community_id = q.community_id AND r.user_id = u.user_id) AS offices,
                   EXISTS (SELECT FROM concerned)
                   AND NOT EXISTS (SELECT FROM concerned x WHERE NOT EXISTS (
                       SELECT FROM local_administrator l
                         JOIN group_member g ON g.community_id = l.community_id AND g.group_id = l.group_id
                        WHERE l.community_id = q.community_id AND l.user_id = u.user_id AND g.member_id = x.member_id)) AS local,
                   EXISTS (SELECT FROM membership m JOIN concerned x ON x.member_id = m.member_id
                            WHERE m.community_id = q.community_id AND m.user_id = u.user_id) AS own
              FROM app_user u CROSS JOIN (SELECT ?::uuid AS community_id) q
             WHERE u.user_id = ? AND u.status = 'active'""";

    private static final String OF_CLIENT = """
            SELECT g.scopes FROM client c JOIN client_grant g ON g.client_id = c.client_id
             WHERE g.community_id = ? AND c.client_id = ? AND c.status = 'active'""";

    private static final String AS_OWN = """
            SELECT m.spending_limits::text FROM membership m JOIN app_user u ON u.user_id = m.user_id AND u.status = 'active'
             WHERE m.community_id = ? AND m.user_id = ? AND m.member_id = ? AND m.role IN ('owner', 'spender')""";

    private static final String ACCEPTED = """
            SELECT coalesce((SELECT max(a.version) FROM terms_acceptance a
                              WHERE a.community_id = m.community_id AND a.member_id = m.member_id), 0)
              FROM member m WHERE m.community_id = ? AND m.member_id = ? AND m.status <> 'leaving'""";

    private static final String TERMS = """
            SELECT t.version, t.effective_on, t.grace_days FROM terms t
              JOIN community c ON c.community_id = t.community_id
             WHERE t.community_id = ? AND c.terms_required = 'trading' ORDER BY t.version""";

    private final Sql sql;

    StandingRights(Sql sql) {
        this.sql = sql;
    }

    /**
     * Whether this user or client holds the permission for all of these members by an office, or as a program, and acts for none of
     * them.
     *
     * @param members empty: for the whole community
     */
    public boolean mayByOffice(CommunityId community, UUID who, Permission permission, Collection<MemberId> members) {
        String[] concerned = members.stream().map(one -> one.value().toString()).toArray(String[]::new);
        return sql.one(OF_USER, row -> userMay(row, permission), concerned, community.value(), who)
                .or(() -> sql.one(OF_CLIENT, row -> clientMay(row, permission), community.value(), who))
                .orElse(false);
    }

    /** That a user may spend for a member as its own; with what limits. */
    public record Spender(Optional<SpendingLimits> limits) {}

    /** Whether this user may spend for this member as its own. */
    public Optional<Spender> spender(CommunityId community, UUID user, MemberId member) {
        return sql.one(
                AS_OWN,
                row -> new Spender(Optional.ofNullable(row.getString(1)).map(SpendingLimits::ofJson)),
                community.value(),
                user,
                member.value());
    }

    /** Whether somebody must accept terms for this member before anything is recorded for it as its own. */
    public boolean lacksTerms(CommunityId community, MemberId member, LocalDate today) {
        BindingTerms terms = new BindingTerms(sql.list(
                TERMS,
                row -> new BindingTerms.Version(row.getInt(1), row.getObject(2, LocalDate.class), row.getInt(3)),
                community.value()));
        return sql.one(ACCEPTED, row -> row.getInt(1), community.value(), member.value())
                .flatMap(accepted -> terms.missing(accepted, today))
                .isPresent();
    }

    private static boolean userMay(ResultSet row, Permission permission) throws SQLException {
        boolean byOffice =
                (row.getBoolean("operator") && permission.of(Role.OPERATOR).isPresent())
                        || (row.getBoolean("local")
                                && permission.of(Role.LOCAL_ADMINISTRATOR).isPresent())
                        || texts(row.getArray("offices")).stream()
                                .anyMatch(office -> permission.of(named(office)).isPresent());
        return byOffice && !row.getBoolean("own");
    }

    private static boolean clientMay(ResultSet row, Permission permission) throws SQLException {
        return Scope.known(texts(row.getArray("scopes"))).stream()
                .anyMatch(scope -> permission.of(scope).isPresent());
    }

    private static Role named(String office) {
        for (Role role : Role.values()) {
            if (role.value().equals(office)) {
                return role;
            }
        }
        throw new IllegalStateException("there is no office " + office);
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
