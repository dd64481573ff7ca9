package org.tallystick.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.mail.Letter;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.mail.SecurityEvent;
import org.tallystick.platform.Sql;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Caller;
import org.tallystick.security.Passwords;
import org.tallystick.security.Throttle;
import org.tallystick.security.TotpSecret;
import org.tallystick.user.LoginTokens.Issued;
import org.tallystick.user.LoginTokens.Purpose;
import org.tallystick.user.LoginTokens.Taken;

/**
 * What people change of their own login. Whatever keeps others out asks for the password again, so that an unlocked screen is
 * not enough.
 */
@ApplicationScoped
public class ChangeOwnLogin {
    private static final Reason PASSWORD = new Reason("Changed the password");

    private final Sql sql;
    private final Logins logins;
    private final StorePassword storing;
    private final SecondFactor secondFactor;
    private final LoginTokens tokens;
    private final Mails mails;
    private final SecurityNotices notices;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Clock clock;

    ChangeOwnLogin(
            Sql sql,
            Logins logins,
            StorePassword storing,
            SecondFactor secondFactor,
            LoginTokens tokens,
            Mails mails,
            SecurityNotices notices,
            Passwords passwords,
            Throttle throttle,
            Clock clock) {
        this.sql = sql;
        this.logins = logins;
        this.storing = storing;
        this.secondFactor = secondFactor;
        this.tokens = tokens;
        this.mails = mails;
        this.notices = notices;
        this.passwords = passwords;
        this.throttle = throttle;
        this.clock = clock;
    }

    /**
     * That it is they.
     *
     * @param otp a code of the second factor, where there is one
     * @param address from which the request comes
     */
    record Proof(String password, @Nullable String otp, String address) {
        /** Without the secrets, for whoever logs it. */
        @Override
        public String toString() {
            return "Proof";
        }
    }

    /** All sessions end but the one that asks. */
    void changePassword(Caller caller, Proof proof, String newPassword) {
        FieldErrors errors = new FieldErrors();
        Optional<String> accepted =
                errors.read("newPassword", newPassword, text -> Passwords.readNew(text, caller.name()));
        errors.throwIfAny();
        require(caller, proof);
        String hash = passwords.hash(accepted.orElseThrow());
        QuarkusTransaction.requiringNew()
                .run(() -> storing.store(caller.id(), caller.name(), hash, caller.session(), PASSWORD));
    }

    /** Writes to the new address; it is the login's once somebody who reads there has confirmed it. */
    void askToConfirm(Caller caller, Proof proof, String email) {
        if (!mails.enabled()) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "This installation sends no mail, and so cannot find out whether this is your address.");
        }
        require(caller, proof);
        throttle.spend("letters to confirm of " + caller.name(), proof.address());
        QuarkusTransaction.requiringNew().run(() -> {
            Issued issued = tokens.issue(caller.id(), Purpose.CONFIRM_EMAIL, email);
            mails.send(
                    new Recipient(email),
                    new Letter.EmailConfirmation(caller.name(), issued.token(), issued.expiresAt()));
        });
    }

    /** @throws ProblemException 404 for a token that is not good */
    void confirmEmail(String token) {
        QuarkusTransaction.requiringNew().run(() -> {
            Taken taken = tokens.find(token, Purpose.CONFIRM_EMAIL)
                    .orElseThrow(() -> ProblemException.of(
                            ProblemType.NOT_FOUND, "This token is not good, or was used, or has expired."));
            tokens.used(token);
            // What was written to the old address would let whoever reads there in.
            tokens.forget(taken.user(), Purpose.RESET_PASSWORD);
            notices.send(taken.user(), SecurityEvent.EMAIL_CHANGED);
            sql.update(
                    "UPDATE app_user SET email = ?, email_confirmed_at = ? WHERE user_id = ?",
                    taken.email(),
                    clock.instant(),
                    taken.user());
        });
    }

    List<String> newRecoveryCodes(Caller caller, Proof proof) {
        require(caller, proof);
        return secondFactor.newSheet(caller.id());
    }

    TotpSecret beginSecondFactor(Caller caller, Proof proof) {
        require(caller, proof);
        return secondFactor.begin(caller.id());
    }

    /** @throws ProblemException 400 for a code that is wrong */
    void confirmSecondFactor(Caller caller, String code) {
        if (!secondFactor.confirm(caller.id(), code)) {
            throw Problem.ofField(
                            ProblemType.MALFORMED,
                            "code",
                            "wrong",
                            "is not what the app shows now; begin anew if you have lost the secret")
                    .asException();
        }
    }

    void removeSecondFactor(Caller caller, Proof proof) {
        require(caller, proof);
        secondFactor.remove(caller.id());
    }

    private void require(Caller caller, Proof proof) {
        logins.require(caller.name(), proof.password(), proof.otp(), proof.address());
    }
}
