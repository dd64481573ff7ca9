package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.tallystick.platform.Sql;
import org.tallystick.security.Passwords;

/** Gives a login a password without an invitation: for logins that the installation itself makes, as the demo's are. */
@ApplicationScoped
public class SetPassword {
    private final Sql sql;
    private final Passwords passwords;

    SetPassword(Sql sql, Passwords passwords) {
        this.sql = sql;
        this.passwords = passwords;
    }

    /**
     * The same where it was hashed before, since that takes long: for somebody who enrols themselves. In the caller's
     * transaction.
     *
     * @param hash of {@link Passwords#hash}
     */
    public void setHash(String username, String hash) {
        sql.update(
                "UPDATE app_user SET password_hash = ? WHERE username = ? AND password_hash IS NULL", hash, username);
    }

    /** @throws IllegalArgumentException if the password is too short, too long, or there is no such login */
    @Transactional
    public void set(String username, String password) {
        String hash = passwords.hash(Passwords.readNew(password, username));
        if (sql.update("UPDATE app_user SET password_hash = ? WHERE username = ?", hash, username) == 0) {
            throw new IllegalArgumentException("there is no login " + username);
        }
    }
}
