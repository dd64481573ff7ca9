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

    /** Of a login, in a day, that follow each other soon. */
    private static final int FIRST_LETTERS = 5;

    private static final Duration BETWEEN_FIRST_LETTERS = Duration.ofMinutes(5);

    /** Less than a token lives: so whoever asks has one that is good, however many others asked before. */
    private static final Duration BETWEEN_FURTHER_LETTERS = Duration.ofMinutes(45);

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
     * It is the letters that a login gets that are bounded, and not the requests: whoever asks from the same address as others
     * do is answered as they are.
     *
     * @param login a login's name, or the address that it has confirmed
     * @throws ProblemException 409 where this installation sends no mail
     */
    void ask(String login) {
        if (!mails.enabled()) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "This installation sends no mail. Use one of your recovery codes, or ask those who run your community"
                            + " for an invitation.");
        }
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
        List<Letter.PasswordReset.Login> named = new ArrayList<>();
        Instant expires = clock.instant();
        for (Login login : logins) {
            if (isDue(login)) {
                Issued issued = tokens.issue(login.id(), Purpose.RESET_PASSWORD, login.email());
                expires = issued.expiresAt();
                named.add(new Letter.PasswordReset.Login(login.username(), issued.token()));
            }
        }
        if (!named.isEmpty()) {
            mails.send(new Recipient(email), new Letter.PasswordReset(named, expires));
        }
    }

    private boolean isDue(Login login) {
        Instant now = clock.instant();
        int today = tokens.issuedSince(login.id(), Purpose.RESET_PASSWORD, now.minus(LoginTokens.DAY));
        Duration pause = today < FIRST_LETTERS ? BETWEEN_FIRST_LETTERS : BETWEEN_FURTHER_LETTERS;
        return tokens.issuedSince(login.id(), Purpose.RESET_PASSWORD, now.minus(pause)) == 0;
    }

    /**
     * @throws ProblemException 404 for a token that is not good, and 429 after too many; 400 for a password that will not do
     */
    void accept(String token, String password, String address) {
        Taken taken = pending(token).orElseThrow(() -> {
            throttle.spend(COUNTED, address);
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
