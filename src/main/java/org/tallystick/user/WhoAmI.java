package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            SELECT c.slug, c.name, m.role, p.handle, NULL
              FROM membership m JOIN community c ON c.community_id = m.community_id
              JOIN member p ON p.community_id = m.community_id AND p.member_id = m.member_id WHERE m.user_id = ?
            ORDER BY slug, handle NULLS FIRST""";

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
    public record Oneself(String name, String kind, boolean operator, List<Place> communities) {}

    /** @param roles in the community itself, as {@code administrator} */
    public record Place(
            String community, String name, List<String> roles, List<Membership> members, List<String> scopes) {}

    public record Membership(String handle, String role) {}

    private record Line(String slug, String name, String role, String handle, List<String> scopes) {}

    public Oneself ask(Caller caller) {
        List<Line> lines = caller.isUser()
                ? sql.list(OF_USER, WhoAmI::toLine, caller.id(), caller.id())
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
                List.copyOf(places.values()));
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
