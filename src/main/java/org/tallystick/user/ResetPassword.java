package org.tallystick.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tallystick.change.Reason;
import org.tallystick.mail.Letter;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.platform.Sql;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Passwords;
import org.tallystick.security.Throttle;
import org.tallystick.user.LoginTokens.Issued;
import org.tallystick.user.LoginTokens.Purpose;
import org.tallystick.user.LoginTokens.Taken;

/**
 * Lets people who lost their password choose another one, by a letter to an address that they have confirmed. Who asks is
 * told the same whether there is such a login or not. A second factor stays in force.
 */
@ApplicationScoped
public class ResetPassword {
    private static final Reason REASON = new Reason("Set a new password by a letter");
    private static final String COUNTED = "password reset";
    private static final Duration BETWEEN_LETTERS = Duration.ofMinutes(5);

    private final Sql sql;
    private final LoginTokens tokens;
    private final Mails mails;
    private final StorePassword storing;
    private final KnownAddresses addresses;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Clock clock;

    ResetPassword(
            Sql sql,
            LoginTokens tokens,
            Mails mails,
            StorePassword storing,
            KnownAddresses addresses,
            Passwords passwords,
            Throttle throttle,
            Clock clock) {
        this.sql = sql;
        this.tokens = tokens;
        this.mails = mails;
        this.storing = storing;
        this.addresses = addresses;
        this.passwords = passwords;
        this.throttle = throttle;
        this.clock = clock;
    }

    private record Login(UUID id, String username, String email) {}

    /**
     * @param login a login's name, or the address that it has confirmed
     * @param address from which the request comes
     * @throws ProblemException 409 where this installation sends no mail; 429 for whoever asks too often
     */
    void ask(String login, String address) {
        if (!mails.enabled()) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "This installation sends no mail. Use one of your recovery codes, or ask those who run your community"
                            + " for an invitation.");
        }
        throttle.check(COUNTED, address);
        throttle.failed(COUNTED, address);
        QuarkusTransaction.requiringNew()
                .run(() -> find(login).stream()
                        .collect(Collectors.groupingBy(Login::email, TreeMap::new, Collectors.toList()))
                        .forEach(this::send));
    }

    private List<Login> find(String login) {
        String sought = login.strip().toLowerCase(Locale.ROOT).replace('\0', '?');
        return sql.list(
                "SELECT user_id, username, email FROM app_user WHERE email_confirmed_at IS NOT NULL"
                        + " AND status = 'active' AND (username = ? OR lower(email) = ?)"
                        + " ORDER BY username LIMIT ? FOR NO KEY UPDATE",
                row -> new Login(row.getObject(1, UUID.class), row.getString(2), row.getString(3)),
                sought,
                sought,
                Letter.PasswordReset.MOST_LOGINS);
    }

    /**
     * One letter for all the logins of an address, and no other for some minutes. Where a login is called like the address of
     * others, each address hears of its own logins alone.
     */
    private void send(String email, List<Login> logins) {
        Instant recently = clock.instant().minus(BETWEEN_LETTERS);
        List<Letter.PasswordReset.Login> named = new ArrayList<>();
        Instant expires = clock.instant();
        for (Login login : logins) {
            if (!tokens.issuedSince(login.id(), Purpose.RESET_PASSWORD, recently)) {
                Issued issued = tokens.issue(login.id(), Purpose.RESET_PASSWORD, login.email());
                expires = issued.expiresAt();
                named.add(new Letter.PasswordReset.Login(login.username(), issued.token()));
            }
        }
        if (!named.isEmpty()) {
            mails.send(new Recipient(email), new Letter.PasswordReset(named, expires));
        }
    }

    /** @throws ProblemException 404 for a token that is not good; 400 for a password that will not do */
    void accept(String token, String password, String address) {
        throttle.check(COUNTED, address);
        Taken taken = pending(token).orElseThrow(() -> {
            throttle.failed(COUNTED, address);
            return unknown();
        });
        FieldErrors errors = new FieldErrors();
        Optional<String> accepted =
                errors.read("password", password, text -> Passwords.readNew(text, taken.username()));
        errors.throwIfAny();
        String hash = passwords.hash(accepted.orElseThrow());
        QuarkusTransaction.requiringNew().run(() -> {
            Taken now = tokens.find(token, Purpose.RESET_PASSWORD).orElseThrow(ResetPassword::unknown);
            storing.store(now.user(), now.username(), hash, Optional.empty(), REASON);
            addresses.add(now.user(), address);
        });
    }

    private Optional<Taken> pending(String token) {
        return QuarkusTransaction.requiringNew().call(() -> tokens.find(token, Purpose.RESET_PASSWORD));
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                ProblemType.NOT_FOUND, "This token is not good, or was used, or has expired; ask for a new letter.");
    }
}
