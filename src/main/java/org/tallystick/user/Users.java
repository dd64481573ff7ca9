package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.ChangeRecords;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.security.CommunityFacts;

/** The logins. Everything here belongs to the caller's transaction. */
@ApplicationScoped
public class Users {
    private static final String COLUMNS = "user_id, username, operator, password_hash IS NOT NULL AS has_password";

    private final Sql sql;
    private final Clock clock;

    public Users(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public record User(UUID id, String username, boolean operator, boolean hasPassword) {}

    public Optional<User> find(String username) {
        return sql.one("SELECT " + COLUMNS + " FROM app_user WHERE username = ?", Users::toUser, username);
    }

    /** @return whether it is new; a login of this name that is there stays as it is */
    public boolean add(String username, boolean operator, @Nullable String passwordHash) {
        return sql.update(
                        "INSERT INTO app_user (user_id, username, password_hash, operator, created_at)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (username) DO NOTHING",
                        Ids.next(),
                        username,
                        passwordHash,
                        operator,
                        clock.instant())
                > 0;
    }

    /** The login of a member, that acts for it as its owner; made where the member has none. */
    public Optional<User> ofMember(CommunityFacts community, String handle) {
        UUID id = community.id().value();
        Optional<UUID> member = sql.one(
                "SELECT member_id FROM member WHERE community_id = ? AND handle = ? AND erased_at IS NULL",
                row -> row.getObject(1, UUID.class),
                id,
                handle);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        String username = Usernames.ofMember(handle, community);
        if (add(username, false, null)) {
            sql.update(
                    "INSERT INTO membership (community_id, user_id, member_id, role)"
                            + " SELECT ?, user_id, ?, 'owner' FROM app_user WHERE username = ?",
                    id,
                    member.get(),
                    username);
        }
        return find(username);
    }

    /** Whether the login has a say in a community other than this one: then it is not this one's to hand out. */
    public boolean isKnownElsewhere(UUID user, CommunityFacts community) {
        return sql.exists(
                "SELECT FROM user_community WHERE user_id = ? AND community_id <> ?",
                user,
                community.id().value());
    }

    /** Whether the login has a say in this community: acts for a member of it, or has an office there. */
    public boolean isKnownIn(UUID user, CommunityFacts community) {
        return sql.exists(
                "SELECT FROM user_community WHERE user_id = ? AND community_id = ?",
                user,
                community.id().value());
    }

    boolean isActive(UUID user) {
        return sql.exists("SELECT FROM app_user WHERE user_id = ? AND status = 'active'", user);
    }

    /** Where the login has a say. */
    List<UUID> communities(UUID user) {
        return sql.list(
                "SELECT community_id FROM user_community WHERE user_id = ?", row -> row.getObject(1, UUID.class), user);
    }

    /** Where it is written down what becomes of the login: in the installation, and where it has a say. */
    List<CommunityId> whereItConcerns(UUID user) {
        return Stream.concat(
                        Stream.of(ChangeRecords.INSTALLATION),
                        communities(user).stream().map(CommunityId::new))
                .toList();
    }

    /** To the end of the transaction, so that whoever else changes what belongs to this login waits. */
    void lock(UUID user) {
        sql.exists("SELECT FROM app_user WHERE user_id = ? FOR NO KEY UPDATE", user);
    }

    private static User toUser(java.sql.ResultSet row) throws java.sql.SQLException {
        return new User(
                row.getObject("user_id", UUID.class),
                row.getString("username"),
                row.getBoolean("operator"),
                row.getBoolean("has_password"));
    }
}
