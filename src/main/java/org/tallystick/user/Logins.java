package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.Sql;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Passwords;
import org.tallystick.security.Throttle;

/** Finds out whether somebody is who they say they are: the password, and the second factor where the login has one. */
@ApplicationScoped
public class Logins {
    private static final int LONGEST_NAME = 100;

    private final Sql sql;
    private final Passwords passwords;
    private final RehashPassword rehash;
    private final SecondFactor secondFactor;
    private final KnownAddresses addresses;
    private final Throttle throttle;

    Logins(
            Sql sql,
            Passwords passwords,
            RehashPassword rehash,
            SecondFactor secondFactor,
            KnownAddresses addresses,
            Throttle throttle) {
        this.sql = sql;
        this.passwords = passwords;
        this.rehash = rehash;
        this.secondFactor = secondFactor;
        this.addresses = addresses;
        this.throttle = throttle;
    }

    /** What came of it. */
    public sealed interface Attempt {}

    /** It is they. */
    public record Proven(UUID user, String username) implements Attempt {}

    /** The name, the password or the code is wrong, or the login is disabled; which, nobody is told. */
    public record Wrong() implements Attempt {}

    /** The password is right, and a code is needed too. */
    public record CodeMissing() implements Attempt {}

    private record Login(
            UUID id, String username, Optional<String> hash, boolean active, boolean hasSecondFactor, boolean known) {}

    /**
     * @param code of the second factor; null: none was sent
     * @param address from which the request comes
     * @throws org.tallystick.problem.ProblemException 429 after too many failures; 503 with too many at once
     */
    public Attempt prove(String username, String password, @Nullable String code, String address) {
        // No login's name has a question mark in it, and no text of the database a zero.
        String name = username.strip().toLowerCase(Locale.ROOT).replace('\0', '?');
        String counted = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        Optional<Login> found = find(counted, address);
        boolean known = found.filter(Login::known).isPresent();
        throttle.check(counted, address, known);
        boolean right =
                passwords.matches(password, found.flatMap(Login::hash), () -> throttle.check(counted, address, known));
        if (!right || !found.filter(Login::active).isPresent()) {
            throttle.failed(counted, address, known);
            return new Wrong();
        }
        Login login = found.get();
        if (login.hasSecondFactor()) {
            if (code == null || code.isBlank()) {
                return new CodeMissing();
            }
            if (!secondFactor.use(login.id(), code)) {
                throttle.failed(counted, address, known);
                return new Wrong();
            }
        }
        login.hash().ifPresent(hash -> rehash.whereNeeded(login.id(), password, hash));
        return new Proven(login.id(), login.username());
    }

    /**
     * The same of somebody who is logged in and is about to change what keeps others out.
     *
     * @throws org.tallystick.problem.ProblemException 403, naming {@code password} or {@code otp}
     */
    void require(String username, String password, @Nullable String code, String address) {
        Attempt attempt = prove(username, password, code, address);
        if (attempt instanceof CodeMissing) {
            throw Problem.ofField(ProblemType.MALFORMED, "otp", "required", "is required: a code of your second factor")
                    .asException();
        }
        if (attempt instanceof Wrong) {
            throw Problem.ofField(
                            ProblemType.FORBIDDEN, "password", "wrong", "is wrong, or the code that came with it is")
                    .asException();
        }
    }

    private Optional<Login> find(String username, String address) {
        return sql.one(
                "SELECT user_id, username, password_hash, status = 'active' AS active,"
                        + " totp_confirmed_at IS NOT NULL AS second_factor FROM app_user WHERE username = ?",
                row -> toLogin(row, address),
                username);
    }

    private Login toLogin(ResultSet row, String address) throws SQLException {
        UUID id = row.getObject("user_id", UUID.class);
        return new Login(
                id,
                row.getString("username"),
                Optional.ofNullable(row.getString("password_hash")),
                row.getBoolean("active"),
                row.getBoolean("second_factor"),
                addresses.has(id, address));
    }
}
