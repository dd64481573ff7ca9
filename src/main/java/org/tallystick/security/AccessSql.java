package org.tallystick.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;

/** Reads what a caller may do: one statement, and so one moment, for the roles and the version that they are of. */
@ApplicationScoped
class AccessSql {
    private static final String TERMS = """
            CASE WHEN c.terms_required = 'trading' THEN (
                       SELECT array_agg(concat_ws(' ', t.version, t.effective_on, t.grace_days) ORDER BY t.version)
                         FROM terms t WHERE t.community_id = c.community_id) END""";

    private static final String LEVIES = """
            EXISTS (SELECT FROM levy_policy v
                     WHERE v.community_id = c.community_id AND v.withdrawn_at IS NULL) AS takes_levies""";

    private static final String OF_USER = """
            SELECT p.operator, c.*, %s,
                   (SELECT array_agg(r.role) FROM community_role r
                     WHERE r.community_id = c.community_id AND r.user_id = p.user_id) AS offices,
                   -- Whoever is leaving settles up under the terms that were accepted: no later ones bind them, whatever they say.
                   (SELECT array_agg(concat_ws(' ', m.member_id, m.role, CASE WHEN EXISTS (
                                SELECT FROM member l WHERE l.community_id = m.community_id AND l.member_id = m.member_id
                                   AND l.status = 'leaving') THEN 2147483647 ELSE coalesce((
                            SELECT max(a.version) FROM terms_acceptance a
                             WHERE a.community_id = m.community_id AND a.member_id = m.member_id), 0) END, m.spending_limits))
                      FROM membership m
                     WHERE m.community_id = c.community_id AND m.user_id = p.user_id) AS memberships,
                   EXISTS (SELECT FROM local_administrator l
                            WHERE l.community_id = c.community_id AND l.user_id = p.user_id) AS local,
                   (SELECT array_agg(DISTINCT g.member_id::text) FROM local_administrator l
                      JOIN group_member g ON g.community_id = l.community_id AND g.group_id = l.group_id
                     WHERE l.community_id = c.community_id AND l.user_id = p.user_id) AS locals,
                   %s AS terms,
                   NULL::text[] AS scopes, NULL::text[] AS consents
              FROM app_user p JOIN session s ON s.user_id = p.user_id LEFT JOIN community c ON c.slug = ?
             WHERE p.user_id = ? AND p.status = 'active'
               AND s.session_id = ? AND s.ended_at IS NULL AND s.expires_at > ?""".formatted(LEVIES, TERMS);

    private static final String OF_CLIENT = """
            SELECT false AS operator, c.*, %s, NULL::text[] AS offices, NULL::text[] AS memberships, %s AS terms,
                   false AS local,
                   NULL::text[] AS locals,
                   (SELECT g.scopes FROM client_grant g
                     WHERE g.community_id = c.community_id AND g.client_id = p.client_id) AS scopes,
                   CASE WHEN c.client_consent = 'members' THEN
                       (SELECT array_agg(g.member_id::text) FROM client_consent g
                         WHERE g.community_id = c.community_id AND g.client_id = p.client_id) END AS consents
              FROM client p LEFT JOIN community c ON c.slug = ?
             WHERE p.client_id = ? AND p.status = 'active'""".formatted(LEVIES, TERMS);

    private static final String VERSIONS = "SELECT slug, access_version FROM community WHERE slug = ANY (?)";

    private final Sql sql;
    private final Clock clock;

    AccessSql(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A caller who is still let in.
     *
     * @param access empty where there is no such community, or none that the caller may see
     */
    record Standing(boolean operator, Optional<Access> access) {}

    /** Empty for a caller whose session or client has ended. */
    Optional<Standing> read(@Nullable String slug, Caller caller) {
        if (caller.isUser()) {
            return sql.one(
                    OF_USER,
                    row -> toStanding(row, caller),
                    slug,
                    caller.id(),
                    caller.session().orElseThrow(),
                    clock.instant());
        }
        return sql.one(OF_CLIENT, row -> toStanding(row, caller), slug, caller.id());
    }

    /** The versions that decide whether what was read before still holds; none for an unknown community. */
    Map<String, Long> versions(Set<String> slugs) {
        Map<String, Long> versions = new HashMap<>();
        sql.listSoon(
                VERSIONS, row -> versions.put(row.getString(1), row.getLong(2)), (Object) slugs.toArray(new String[0]));
        return versions;
    }

    private static Standing toStanding(ResultSet row, Caller caller) throws SQLException {
        boolean operator = row.getBoolean("operator");
        UUID community = row.getObject("community_id", UUID.class);
        if (community == null) {
            return new Standing(operator, Optional.empty());
        }
        Set<Role> offices = offices(operator, row.getBoolean("local"), texts(row.getArray("offices")));
        Map<MemberId, Membership> memberships = memberships(row.getArray("memberships"));
        Array granted = row.getArray("scopes");
        if (offices.isEmpty() && memberships.isEmpty() && granted == null) {
            return new Standing(false, Optional.empty());
        }
        CommunityFacts facts = facts(community, row);
        Access access = new Access(
                caller,
                facts,
                row.getLong("access_version"),
                offices,
                memberships,
                members(row.getArray("locals")),
                effective(caller, granted),
                caller.isUser() || !facts.consentByMembers()
                        ? Optional.empty()
                        : Optional.of(members(row.getArray("consents"))));
        return new Standing(operator, Optional.of(access));
    }

    private static Set<Role> offices(boolean operator, boolean local, List<String> ofCommunity) {
        Set<Role> offices = EnumSet.noneOf(Role.class);
        if (operator) {
            offices.add(Role.OPERATOR);
        }
        if (local) {
            offices.add(Role.LOCAL_ADMINISTRATOR);
        }
        for (Role role : Role.values()) {
            if (ofCommunity.contains(role.value())) {
                offices.add(role);
            }
        }
        return offices;
    }

    private static Set<MemberId> members(@Nullable Array array) throws SQLException {
        Set<MemberId> members = new HashSet<>();
        for (String id : texts(array)) {
            members.add(new MemberId(UUID.fromString(id)));
        }
        return members;
    }

    private static CommunityFacts facts(UUID community, ResultSet row) throws SQLException {
        return new CommunityFacts(
                new CommunityId(community),
                row.getString("slug"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("balances").equals("members"),
                row.getString("mediation").equals("administrators"),
                row.getString("client_consent").equals("members"),
                row.getBoolean("frozen_may_receive"),
                row.getString("recording").equals("either"),
                row.getString("phase").equals("open"),
                terms(row.getArray("terms")),
                row.getBoolean("takes_levies"),
                row.getLong("erasures"));
    }

    private static Set<Scope> effective(Caller caller, @Nullable Array granted) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        scopes.addAll(Scope.known(texts(granted)));
        scopes.retainAll(caller.scopes());
        return scopes;
    }

    private static Map<MemberId, Membership> memberships(@Nullable Array array) throws SQLException {
        Map<MemberId, Membership> memberships = new HashMap<>();
        for (String line : texts(array)) {
            String[] parts = line.split(" ", 4);
            memberships.put(
                    new MemberId(UUID.fromString(parts[0])),
                    new Membership(
                            MemberRole.of(parts[1]),
                            parts.length < 4 ? Optional.empty() : Optional.of(SpendingLimits.ofJson(parts[3])),
                            Integer.parseInt(parts[2])));
        }
        return memberships;
    }

    private static BindingTerms terms(@Nullable Array array) throws SQLException {
        List<BindingTerms.Version> versions = new ArrayList<>();
        for (String line : texts(array)) {
            String[] parts = line.split(" ");
            versions.add(new BindingTerms.Version(
                    Integer.parseInt(parts[0]), LocalDate.parse(parts[1]), Integer.parseInt(parts[2])));
        }
        return versions.isEmpty() ? BindingTerms.NONE : new BindingTerms(versions);
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        List<String> texts = new ArrayList<>();
        if (array != null) {
            for (Object text : (Object[]) array.getArray()) {
                texts.add(String.valueOf(text));
            }
        }
        return texts;
    }
}
