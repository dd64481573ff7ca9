package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.security.Digests;
import org.tallystick.security.MemberId;

/**
 * Erases the logins of a member who is erased: those that acted for it, and its own, where they have no say anywhere then. What
 * they recorded names them still, so the row stays, under a pseudonym, and never comes in again. All of it belongs to the
 * caller's transaction.
 */
@ApplicationScoped
public class EraseLogins {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 20;

    private final Sql sql;
    private final Users users;

    EraseLogins(Sql sql, Users users) {
        this.sql = sql;
        this.users = users;
    }

    /** A login, and what it is called from now on. */
    public record Erased(UUID user, String username, String pseudonym) {}

    /**
     * Takes from all logins what they may for this member, and every invitation to act for it.
     *
     * @param ownLogin the name of the member's own, which may have been dismissed long ago
     * @return those that have no say anywhere any more, and are to be erased
     */
    public List<Erased> detach(CommunityId community, MemberId member, String ownLogin) {
        Map<UUID, String> concerned = new LinkedHashMap<>();
        sql.list(
                        "SELECT u.user_id, u.username FROM membership m JOIN app_user u ON u.user_id = m.user_id"
                                + " WHERE m.community_id = ? AND m.member_id = ? UNION"
                                + " SELECT user_id, username FROM app_user WHERE username = ? ORDER BY user_id",
                        row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)),
                        community.value(),
                        member.value(),
                        ownLogin)
                .forEach(user -> concerned.put(user.getKey(), user.getValue()));
        sql.update(
                "DELETE FROM membership WHERE community_id = ? AND member_id = ?", community.value(), member.value());
        sql.update(
                "DELETE FROM invitation WHERE community_id = ? AND member_id = ?", community.value(), member.value());
        List<Erased> erased = new ArrayList<>();
        concerned.forEach((user, username) -> {
            users.lock(user);
            if (hasNoSay(user)) {
                erased.add(new Erased(user, username, pseudonym(LENGTH)));
            }
        });
        return erased;
    }

    private boolean hasNoSay(UUID user) {
        return users.communities(user).isEmpty()
                && !sql.exists("SELECT FROM app_user WHERE user_id = ? AND operator", user);
    }

    /** Nothing of the person is left in it. */
    public void erase(Erased login) {
        UUID user = login.user();
        sql.update("DELETE FROM invitation WHERE user_id = ?", user);
        for (String table : List.of(
                "recovery_code", "login_token", "user_identity", "unlinked_identity", "known_address", "session")) {
            sql.update("DELETE FROM " + table + " WHERE user_id = ?", user);
        }
        sql.update(
                "UPDATE app_user SET username = ?, password_hash = NULL, email = NULL, email_confirmed_at = NULL,"
                        + " totp_secret = NULL, totp_confirmed_at = NULL, status = 'disabled' WHERE user_id = ?",
                login.pseudonym(),
                user);
    }

    /** {@code gone-} and letters and digits that say nothing. */
    public static String pseudonym(int letters) {
        StringBuilder text = new StringBuilder("gone-");
        for (byte random : Digests.random(letters)) {
            text.append(LETTERS.charAt(Math.floorMod(random, LETTERS.length())));
        }
        return text.toString();
    }
}
