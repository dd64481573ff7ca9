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
            SELECT u.operator, c.mediation = 'administrators' AS mediating,
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
              JOIN community c ON c.community_id = q.community_id
             WHERE u.user_id = ? AND u.status = 'active'""";

    private static final String OF_CLIENT = """
            WITH concerned AS (SELECT unnest(?::text[]::uuid[]) AS member_id)
            SELECT g.scopes, k.mediation = 'administrators' AS mediating,
                   k.client_consent <> 'members' OR (EXISTS (SELECT FROM concerned)
                   AND NOT EXISTS (SELECT FROM concerned x WHERE NOT EXISTS (
                       SELECT FROM client_consent o WHERE o.community_id = g.community_id AND o.client_id = c.client_id
                          AND o.member_id = x.member_id))) AS allowed
              FROM client c JOIN client_grant g ON g.client_id = c.client_id
              JOIN community k ON k.community_id = g.community_id
             WHERE g.community_id = ? AND c.client_id = ? AND c.status = 'active'""";

    private static final String CONSENTED = """
            SELECT FROM client_consent o
              JOIN community k ON k.community_id = o.community_id AND k.client_consent = 'members'
             WHERE o.community_id = ? AND o.client_id = ? AND o.member_id = ?""";

    private static final String ACTS_FOR = """
            SELECT FROM membership m
             WHERE m.community_id = ? AND m.user_id = ? AND m.member_id = ANY (?::text[]::uuid[]) LIMIT 1""";

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
     * them. What the community has settled counts: whether its administrators mediate, and whether members must let a program act for
     * them.
     *
     * @param members empty: for the whole community
     */
    public boolean mayByOffice(CommunityId community, UUID who, Permission permission, Collection<MemberId> members) {
        return sql.one(OF_USER, row -> userMay(row, permission), texts(members), community.value(), who)
                .orElseGet(() -> mayAsProgram(community, who, permission, members));
    }

    /** The same for a client alone: never for a user. */
    public boolean mayAsProgram(CommunityId community, UUID who, Permission permission, Collection<MemberId> members) {
        return sql.one(OF_CLIENT, row -> clientMay(row, permission), texts(members), community.value(), who)
                .orElse(false);
    }

    /** Whether this member lets the client act for it, in words of its own; never where the community asks for no consents. */
    public boolean hasConsented(CommunityId community, UUID client, MemberId member) {
        return sql.exists(CONSENTED, community.value(), client, member.value());
    }

    /** Whether this user is the own of one of these members: owner, spender or viewer. */
    public boolean actsForAny(CommunityId community, UUID user, Collection<MemberId> members) {
        return sql.exists(ACTS_FOR, community.value(), user, texts(members));
    }

    private static String[] texts(Collection<MemberId> members) {
        return members.stream().map(one -> one.value().toString()).toArray(String[]::new);
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
        boolean mediating = row.getBoolean("mediating");
        boolean byOffice = (row.getBoolean("operator") && reachesAll(permission.of(Role.OPERATOR), mediating))
                || (row.getBoolean("local")
                        && permission.of(Role.LOCAL_ADMINISTRATOR).isPresent())
                || texts(row.getArray("offices")).stream()
                        .anyMatch(office -> reachesAll(permission.of(named(office)), mediating));
        return byOffice && !row.getBoolean("own");
    }

    private static boolean clientMay(ResultSet row, Permission permission) throws SQLException {
        boolean mediating = row.getBoolean("mediating");
        boolean allowed = row.getBoolean("allowed");
        return Scope.known(texts(row.getArray("scopes"))).stream()
                .anyMatch(scope -> reachesAll(permission.of(scope), mediating) && (allowed || !scope.actsForMembers()));
    }

    /** As {@link Access#everywhere} has it of whoever is there. */
    private static boolean reachesAll(Optional<Reach> reach, boolean mediating) {
        return reach.filter(one -> one == Reach.ANY || (one == Reach.MEDIATED && mediating))
                .isPresent();
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
