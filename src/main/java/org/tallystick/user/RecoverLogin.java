package org.tallystick.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.Reason;
import org.tallystick.platform.Sql;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.OneTimeCodes;
import org.tallystick.security.Passwords;
import org.tallystick.security.Throttle;

/**
 * Lets people who lost their password, and have no e-mail, choose another one with a code that they once printed. A second
 * factor stays in force; at the login another code from the paper serves in its place.
 */
@ApplicationScoped
public class RecoverLogin {
    private static final Reason REASON = new Reason("Set a new password with a code on paper");

    private final Sql sql;
    private final SecondFactor secondFactor;
    private final StorePassword storing;
    private final KnownAddresses addresses;
    private final Passwords passwords;
    private final Throttle throttle;

    RecoverLogin(
            Sql sql,
            SecondFactor secondFactor,
            StorePassword storing,
            KnownAddresses addresses,
            Passwords passwords,
            Throttle throttle) {
        this.sql = sql;
        this.secondFactor = secondFactor;
        this.storing = storing;
        this.addresses = addresses;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    private record Login(UUID id, String username) {}

    /**
     * @param address from which the request comes
     * @throws ProblemException 404 for a code that is not good, whether there is such a login or not; 400 for a password that
     *     will not do; 429 after too many failures
     */
    void recover(String username, String code, String password, String address) {
        FieldErrors errors = new FieldErrors();
        Optional<String> accepted = errors.read("password", password, text -> Passwords.readNew(text, username));
        errors.throwIfAny();
        // Looked up first: nobody guesses these codes, and nobody shall keep the owner from theirs by failing.
        Login login = find(username, code).orElseThrow(() -> {
            throttle.spend("recovery of " + username, address);
            return unknown();
        });
        String hash = passwords.hash(accepted.orElseThrow());
        if (!QuarkusTransaction.requiringNew().call(() -> recover(login, code, hash, address))) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemType.NOT_FOUND, "This is no code of that login, or it was used before.");
    }

    private Optional<Login> find(String username, String code) {
        return OneTimeCodes.hash(code)
                .flatMap(hash -> sql.one(
                        "SELECT u.user_id, u.username FROM app_user u JOIN recovery_code c ON c.user_id = u.user_id"
                                + " WHERE u.username = ? AND u.status = 'active' AND c.code_hash = ? AND c.used_at IS NULL",
                        row -> new Login(row.getObject(1, UUID.class), row.getString(2)),
                        username,
                        hash));
    }

    private boolean recover(Login login, String code, String hash, String address) {
        if (!secondFactor.useOfPaper(login.id(), code)) {
            return false;
        }
        storing.store(login.id(), login.username(), hash, Optional.empty(), REASON);
        addresses.add(login.id(), address);
        return true;
    }
}
