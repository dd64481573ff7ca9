package org.tallystick.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.Sql;
import org.tallystick.security.AccessControl;
import org.tallystick.security.Caller;

/** What a caller may do, community by community: the first thing that a console asks. */
@ApplicationScoped
public class WhoAmI {
    private static final String OF_USER = """
            SELECT c.slug, c.name, r.role, NULL AS handle, NULL::text[] AS scopes
              FROM community_role r JOIN community c ON c.community_id = r.community_id WHERE r.user_id = ?
            UNION ALL
            SELECT DISTINCT c.slug, c.name, 'local-administrator', NULL, NULL::text[]
              FROM local_administrator l JOIN community c ON c.community_id = l.community_id WHERE l.user_id = ?
            UNION ALL
            SELECT c.slug, c.name, m.role, p.handle, NULL
              FROM membership m JOIN community c ON c.community_id = m.community_id
              JOIN member p ON p.community_id = m.community_id AND p.member_id = m.member_id WHERE m.user_id = ?
            ORDER BY slug, handle NULLS FIRST""";

    private static final String LOGIN = """
            SELECT CASE WHEN email_confirmed_at IS NOT NULL THEN email END AS email, password_hash IS NOT NULL AS password,
                   totp_confirmed_at IS NOT NULL AS second_factor,
                   (SELECT count(*) FROM recovery_code r WHERE r.user_id = u.user_id AND r.used_at IS NULL) AS codes
              FROM app_user u WHERE user_id = ?""";

    private static final String OF_CLIENT = """
            SELECT c.slug, c.name, NULL AS role, NULL AS handle, g.scopes
              FROM client_grant g JOIN community c ON c.community_id = g.community_id WHERE g.client_id = ?
             ORDER BY slug""";

    private final Sql sql;
    private final AccessControl control;

    WhoAmI(Sql sql, AccessControl control) {
        this.sql = sql;
        this.control = control;
    }

    /** @param kind {@code user} or {@code client} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Oneself(
            String name,
            String kind,
            boolean operator,
            @Nullable Login login,
            List<Place> communities) {}

    /**
     * What keeps others out of a user's login.
     *
     * @param email the address that was confirmed
     * @param recoveryCodesLeft on paper, that were not used
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Login(@Nullable String email, boolean password, boolean secondFactor, int recoveryCodesLeft) {}

    /** @param roles in the community itself, as {@code administrator} */
    public record Place(
            String community, String name, List<String> roles, List<Membership> members, List<String> scopes) {}

    public record Membership(String handle, String role) {}

    private record Line(String slug, String name, String role, String handle, List<String> scopes) {}

    public Oneself ask(Caller caller) {
        List<Line> lines = caller.isUser()
                ? sql.list(OF_USER, WhoAmI::toLine, caller.id(), caller.id(), caller.id())
                : sql.list(OF_CLIENT, WhoAmI::toLine, caller.id());
        Map<String, Place> places = new LinkedHashMap<>();
        for (Line line : lines) {
            Place place = places.computeIfAbsent(
                    line.slug(),
                    slug -> new Place(slug, line.name(), new ArrayList<>(), new ArrayList<>(), line.scopes()));
            if (!line.handle().isEmpty()) {
                place.members().add(new Membership(line.handle(), line.role()));
            } else if (!line.role().isEmpty()) {
                place.roles().add(line.role());
            }
        }
        return new Oneself(
                caller.name(),
                caller.isUser() ? "user" : "client",
                control.isOperator(caller),
                caller.isUser() ? login(caller) : null,
                List.copyOf(places.values()));
    }

    private @Nullable Login login(Caller caller) {
        return sql.one(
                        LOGIN,
                        row -> new Login(
                                row.getString("email"),
                                row.getBoolean("password"),
                                row.getBoolean("second_factor"),
                                row.getInt("codes")),
                        caller.id())
                .orElse(null);
    }

    private static Line toLine(ResultSet row) throws SQLException {
        String role = row.getString("role");
        String handle = row.getString("handle");
        java.sql.Array scopes = row.getArray("scopes");
        return new Line(
                row.getString("slug"),
                row.getString("name"),
                role == null ? "" : role,
                handle == null ? "" : handle,
                scopes == null ? List.of() : List.of((String[]) scopes.getArray()));
    }
}
