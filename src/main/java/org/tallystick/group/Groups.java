package org.tallystick.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.MemberId;

/** The groups, and who belongs to them, as they stand in the database. Changes belong to the caller's transaction. */
@ApplicationScoped
public class Groups {
    /** More than these a community does not have. */
    static final int MOST = 1_000;

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

    private static final String ALL = """
            SELECT g.group_id, g.code, g.name,
                   (SELECT count(*) FROM group_member m
                     WHERE m.community_id = g.community_id AND m.group_id = g.group_id) AS members
              FROM member_group g WHERE g.community_id = ?""";

    private static final String MEMBERS = """
            SELECT p.handle, p.name FROM group_member m
              JOIN member p ON p.community_id = m.community_id AND p.member_id = m.member_id
             WHERE m.community_id = ? AND m.group_id = ? AND p.handle > ? ORDER BY p.handle LIMIT ?""";

    private final Sql sql;
    private final Clock clock;

    Groups(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param members how many belong to it */
    public record Group(UUID id, String code, String name, long members) {}

    /** As the members of a group are listed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "GroupMember")
    public record Belonging(String handle, String name) {}

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static String readCode(String text) {
        if (!CODE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "has 2 to 40 small letters a-z, digits and hyphens, and begins with a letter or digit");
        }
        return text;
    }

    List<Group> all(CommunityId community) {
        return sql.list(ALL + " ORDER BY g.code", Groups::toGroup, community.value());
    }

    public Optional<Group> find(CommunityId community, String code) {
        return sql.one(ALL + " AND g.code = ?", Groups::toGroup, community.value(), code);
    }

    /** @throws ProblemException {@code not-found} */
    public Group required(CommunityId community, String code) {
        return find(community, code)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such group here."));
    }

    /** @return whether the code was free */
    boolean add(CommunityId community, String code, String name) {
        return sql.update(
                        "INSERT INTO member_group (community_id, group_id, code, name, created_at)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        community.value(),
                        Ids.next(),
                        code,
                        name,
                        clock.instant())
                > 0;
    }

    void rename(CommunityId community, UUID group, String name) {
        sql.update(
                "UPDATE member_group SET name = ? WHERE community_id = ? AND group_id = ?",
                name,
                community.value(),
                group);
    }

    /** With all that belongs to it. */
    void remove(CommunityId community, UUID group) {
        sql.update("DELETE FROM member_group WHERE community_id = ? AND group_id = ?", community.value(), group);
    }

    Optional<MemberId> member(CommunityId community, String handle) {
        return sql.one(
                "SELECT member_id FROM member WHERE community_id = ? AND handle = ?",
                row -> new MemberId(row.getObject(1, UUID.class)),
                community.value(),
                handle);
    }

    /** @return whether it did not belong to the group before */
    public boolean join(CommunityId community, UUID group, MemberId member) {
        return sql.update(
                        "INSERT INTO group_member (community_id, group_id, member_id) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        community.value(),
                        group,
                        member.value())
                > 0;
    }

    boolean leave(CommunityId community, UUID group, MemberId member) {
        return sql.update(
                        "DELETE FROM group_member WHERE community_id = ? AND group_id = ? AND member_id = ?",
                        community.value(),
                        group,
                        member.value())
                > 0;
    }

    /** That a member belongs to a group. */
    public record Belongs(UUID group, MemberId member) {}

    /** The ids of all groups by their codes. */
    public Map<String, UUID> byCode(CommunityId community) {
        Map<String, UUID> found = new HashMap<>();
        all(community).forEach(group -> found.put(group.code(), group.id()));
        return found;
    }

    /** What these members belong to. */
    public Set<Belongs> belongings(CommunityId community, Collection<MemberId> members) {
        return new HashSet<>(sql.list(
                "SELECT group_id, member_id FROM group_member WHERE community_id = ? AND member_id = ANY (?::uuid[])",
                row -> new Belongs(row.getObject(1, UUID.class), new MemberId(row.getObject(2, UUID.class))),
                community.value(),
                texts(members.stream().map(MemberId::value))));
    }

    /** The groups that the user administers. */
    public Set<UUID> administeredBy(CommunityId community, UUID user) {
        return new HashSet<>(sql.list(
                "SELECT group_id FROM local_administrator WHERE community_id = ? AND user_id = ?",
                row -> row.getObject(1, UUID.class),
                community.value(),
                user));
    }

    /** The same as {@link #join(CommunityId, UUID, MemberId)}, for many. */
    public void join(CommunityId community, List<Belongs> belongings) {
        sql.update(
                "INSERT INTO group_member (community_id, group_id, member_id)"
                        + " SELECT ?, n.* FROM unnest(?::uuid[], ?::uuid[]) AS n ON CONFLICT DO NOTHING",
                community.value(),
                texts(belongings.stream().map(Belongs::group)),
                texts(belongings.stream().map(one -> one.member().value())));
    }

    private static String[] texts(Stream<UUID> ids) {
        return ids.map(UUID::toString).toArray(String[]::new);
    }

    List<Belonging> members(CommunityId community, UUID group, @Nullable String after, int limit) {
        return sql.list(
                MEMBERS,
                row -> new Belonging(row.getString("handle"), row.getString("name")),
                community.value(),
                group,
                after == null ? "" : after,
                limit);
    }

    /** Whether the user administers the group. */
    public boolean isAdministeredBy(CommunityId community, UUID group, UUID user) {
        return sql.exists(
                "SELECT FROM local_administrator WHERE community_id = ? AND group_id = ? AND user_id = ?",
                community.value(),
                group,
                user);
    }

    private static Group toGroup(ResultSet row) throws SQLException {
        return new Group(
                row.getObject("group_id", UUID.class),
                row.getString("code"),
                row.getString("name"),
                row.getLong("members"));
    }
}
