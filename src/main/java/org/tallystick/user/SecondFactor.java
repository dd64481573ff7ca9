package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.tallystick.mail.SecurityEvent;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.OneTimeCodes;
import org.tallystick.security.SealedKeys;
import org.tallystick.security.Totp;
import org.tallystick.security.TotpSecret;

/**
 * What a login may ask for beside the password: the code of an authenticator app (RFC 6238), or one of the one-time codes on
 * paper. Each is good once, on whatever instance it comes in.
 */
@ApplicationScoped
public class SecondFactor {
    private final Sql sql;
    private final Users users;
    private final SealedKeys seal;
    private final SecurityNotices notices;
    private final Clock clock;

    SecondFactor(Sql sql, Users users, SealedKeys seal, SecurityNotices notices, Clock clock) {
        this.sql = sql;
        this.users = users;
        this.seal = seal;
        this.notices = notices;
        this.clock = clock;
    }

    private record Stored(TotpSecret secret, long lastStep, boolean confirmed) {}

    /** Uses up a code; false for one that is wrong, or was used. */
    @Transactional
    public boolean use(UUID user, String code) {
        return useOfApp(user, code, true) || useOfPaper(user, code);
    }

    /** Uses up one of the codes on paper. */
    @Transactional
    boolean useOfPaper(UUID user, String code) {
        boolean used = OneTimeCodes.hash(code)
                .filter(hash -> sql.update(
                                "UPDATE recovery_code SET used_at = ?"
                                        + " WHERE user_id = ? AND code_hash = ? AND used_at IS NULL",
                                clock.instant(),
                                user,
                                hash)
                        > 0)
                .isPresent();
        if (used) {
            notices.send(user, SecurityEvent.RECOVERY_CODE_USED);
        }
        return used;
    }

    /**
     * A new secret, which is in force once a code of it was shown; one before it that was not, is forgotten.
     *
     * @throws ProblemException {@code state-conflict} where one is in force
     */
    @Transactional
    TotpSecret begin(UUID user) {
        TotpSecret secret = TotpSecret.random();
        int begun = sql.update(
                "UPDATE app_user SET totp_secret = ?, totp_last_step = ? WHERE user_id = ? AND totp_confirmed_at IS NULL",
                seal.seal(name(user), secret.bytes()),
                Totp.NEVER,
                user);
        if (begun == 0) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "A second factor is in force already; remove it first.");
        }
        return secret;
    }

    /** @return whether the code is one of the secret that was begun; it is in force then */
    @Transactional
    boolean confirm(UUID user, String code) {
        if (!useOfApp(user, code, false)) {
            return false;
        }
        sql.update("UPDATE app_user SET totp_confirmed_at = ? WHERE user_id = ?", clock.instant(), user);
        notices.send(user, SecurityEvent.SECOND_FACTOR_ON);
        return true;
    }

    @Transactional
    void remove(UUID user) {
        int removed = sql.update(
                "UPDATE app_user SET totp_secret = NULL, totp_confirmed_at = NULL"
                        + " WHERE user_id = ? AND totp_confirmed_at IS NOT NULL",
                user);
        if (removed > 0) {
            notices.send(user, SecurityEvent.SECOND_FACTOR_OFF);
        }
    }

    /** Ten new codes, to be printed; those before are good no longer. */
    @Transactional
    List<String> newSheet(UUID user) {
        List<String> codes = OneTimeCodes.newSheet();
        users.lock(user);
        sql.update("DELETE FROM recovery_code WHERE user_id = ?", user);
        for (String code : codes) {
            sql.update(
                    "INSERT INTO recovery_code (user_id, code_hash, made_at) VALUES (?, ?, ?)",
                    user,
                    OneTimeCodes.hash(code).orElseThrow(),
                    clock.instant());
        }
        notices.send(user, SecurityEvent.RECOVERY_CODES_MADE);
        return codes;
    }

    /** The row is locked, so that of two that bring one code at once the second finds it used. */
    private boolean useOfApp(UUID user, String code, boolean inForce) {
        Optional<Stored> stored = sql.one(
                "SELECT totp_secret, totp_last_step, totp_confirmed_at IS NOT NULL AS confirmed FROM app_user"
                        + " WHERE user_id = ? AND totp_secret IS NOT NULL FOR NO KEY UPDATE",
                row -> new Stored(
                        open(user, row.getBytes("totp_secret")),
                        row.getLong("totp_last_step"),
                        row.getBoolean("confirmed")),
                user);
        if (stored.isEmpty() || stored.get().confirmed() != inForce) {
            return false;
        }
        OptionalLong step = Totp.verify(
                stored.get().secret(), code, clock.instant(), stored.get().lastStep());
        step.ifPresent(used -> sql.update("UPDATE app_user SET totp_last_step = ? WHERE user_id = ?", used, user));
        return step.isPresent();
    }

    private TotpSecret open(UUID user, byte[] sealed) {
        try {
            return TotpSecret.of(seal.open(name(user), sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the second factor of " + user + " was sealed under another secret", e);
        }
    }

    private static String name(UUID user) {
        return "second factor " + user;
    }
}
