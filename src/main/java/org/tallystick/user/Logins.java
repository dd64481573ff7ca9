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
    public record Proven(Login login) implements Attempt {}

    /** The name, the password or the code is wrong, or the login is disabled; which, nobody is told. */
    public record Wrong() implements Attempt {}

    /** The password is right, and a code is needed too. */
    public record CodeMissing() implements Attempt {}

    /**
     * A login as it was when its password was found to be right.
     *
     * @param hash of that password: a session is opened only where it is still in force
     */
    public record Login(UUID id, String username, String hash) {
        /** Without the hash, for whoever logs it. */
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    private record Stored(UUID id, String username, Optional<String> hash, boolean active, boolean hasSecondFactor) {
        @Override
        public String toString() {
            return "Stored[" + username + "]";
        }
    }

    /**
     * @param code of the second factor; null: none was sent
     * @param address from which the request comes
     * @throws org.tallystick.problem.ProblemException 429 after too many failures; 503 with too many at once
     */
    public Attempt prove(String username, String password, @Nullable String code, String address) {
        // No login's name has a question mark in it, and no text of the database a zero.
        String name = username.strip().toLowerCase(Locale.ROOT).replace('\0', '?');
        String counted = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        Optional<Stored> found = find(counted);
        boolean known =
                found.filter(stored -> addresses.has(stored.id(), address)).isPresent();
        throttle.check(counted, address, known);
        boolean right =
                passwords.matches(password, found.flatMap(Stored::hash), () -> throttle.check(counted, address, known));
        if (!right || !found.filter(Stored::active).isPresent()) {
            throttle.failed(counted, address, known);
            return new Wrong();
        }
        Stored login = found.get();
        if (login.hasSecondFactor()) {
            if (code == null || code.isBlank()) {
                return new CodeMissing();
            }
            throttle.checkCode(counted, known);
            if (!secondFactor.use(login.id(), code)) {
                throttle.failed(counted, address, known);
                throttle.codeFailed(counted, known);
                return new Wrong();
            }
        }
        String hash = rehash.whereNeeded(login.id(), password, login.hash().orElseThrow());
        return new Proven(new Login(login.id(), login.username(), hash));
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

    private Optional<Stored> find(String username) {
        return sql.one(
                "SELECT user_id, username, password_hash, status = 'active' AS active,"
                        + " totp_confirmed_at IS NOT NULL AS second_factor FROM app_user WHERE username = ?",
                Logins::toStored,
                username);
    }

    private static Stored toStored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject("user_id", UUID.class),
                row.getString("username"),
                Optional.ofNullable(row.getString("password_hash")),
                row.getBoolean("active"),
                row.getBoolean("second_factor"));
    }
}
