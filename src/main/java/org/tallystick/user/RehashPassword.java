package org.tallystick.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Passwords;

/**
 * Hashes a password at the present cost, once its owner has given it: that is the only moment when it is known. So a raised
 * cost reaches every login that is used, and nobody needs a new password.
 */
@ApplicationScoped
public class RehashPassword {
    private final Sql sql;
    private final Passwords passwords;

    RehashPassword(Sql sql, Passwords passwords) {
        this.sql = sql;
        this.passwords = passwords;
    }

    /**
     * Does nothing where the hash is of the present cost, where it was replaced meanwhile, and where too many hash already:
     * the next login is early enough.
     *
     * @param password that was found to be right for this hash
     * @return the hash that is in force now, as far as this login knows
     */
    public String whereNeeded(UUID user, String password, String hash) {
        if (!passwords.needsRehash(hash)) {
            return hash;
        }
        String present;
        try {
            present = passwords.hash(password);
        } catch (ProblemException busy) {
            return hash;
        }
        int replaced = QuarkusTransaction.requiringNew()
                .call(() -> sql.update(
                        "UPDATE app_user SET password_hash = ? WHERE user_id = ? AND password_hash = ?",
                        present,
                        user,
                        hash));
        return replaced > 0 ? present : hash;
    }
}
