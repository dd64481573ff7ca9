package org.tallystick.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.AccessControl;
import org.tallystick.security.Caller;
import org.tallystick.security.Passwords;
import org.tallystick.security.Throttle;
import org.tallystick.user.Invitations.Pending;
import org.tallystick.user.Invitations.ToLogin;
import org.tallystick.user.Invitations.ToMember;

/**
 * Takes up an invitation: with a password, or as somebody whom another issuer vouches for, or as a user who is logged in and
 * acts for one more member from now on.
 */
@ApplicationScoped
public class AcceptInvitation {
    private static final String COUNTED = "invitation";

    private final Invitations invitations;
    private final TakeUpInvitation takingUp;
    private final AccessControl control;
    private final Passwords passwords;
    private final Throttle throttle;

    AcceptInvitation(
            Invitations invitations,
            TakeUpInvitation takingUp,
            AccessControl control,
            Passwords passwords,
            Throttle throttle) {
        this.invitations = invitations;
        this.takingUp = takingUp;
        this.control = control;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** @param username for a login that is to be made */
    record Acceptance(
            String token,
            @Nullable String username,
            @Nullable String password) {
        /** Without the secrets, for whoever logs it. */
        @Override
        public String toString() {
            return "Acceptance";
        }
    }

    /**
     * @param caller whoever sent a token with it
     * @param address from which the request comes
     * @return the login
     * @throws ProblemException 404 for an invitation that is not good, 400 for a name or a password that will not do, 409 for
     *     a name that is taken, 429 after too many that are not good
     */
    public String accept(Acceptance request, Optional<Caller> caller, String address) {
        Pending pending = QuarkusTransaction.requiringNew()
                .call(() -> invitations.find(request.token()))
                .orElseThrow(() -> {
                    throttle.spend(COUNTED, address);
                    return unknown();
                });
        caller.filter(Caller::isLinked).ifPresent(control::isOperator);
        if (pending instanceof ToMember && caller.filter(Caller::isUser).isPresent()) {
            return transaction(request, found -> takingUp.asUser(member(found), caller.get()));
        }
        boolean needsName = pending instanceof ToMember;
        boolean needsPassword = caller.filter(one -> !one.isLinked()).isEmpty();
        FieldErrors errors = new FieldErrors();
        Optional<String> username = needsName
                ? errors.read("username", request.username(), Usernames::readNew)
                : Optional.of(((ToLogin) pending).username());
        Optional<String> password = needsPassword
                ? errors.read("password", request.password(), text -> Passwords.readNew(text, username.orElse("")))
                : Optional.empty();
        errors.throwIfAny();
        String name = username.orElseThrow();
        if (needsPassword) {
            // Before the transaction, for it takes long and holds no connection.
            String hash = passwords.hash(password.orElseThrow());
            return transaction(request, found -> takingUp.withPassword(found, name, hash));
        }
        return transaction(
                request,
                found -> takingUp.asIdentity(
                        found, name, caller.orElseThrow().identity().orElseThrow()));
    }

    private interface Taking {
        UUID take(Pending found);
    }

    private String transaction(Acceptance request, Taking taking) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Pending found = invitations.find(request.token()).orElseThrow(AcceptInvitation::unknown);
            UUID user = taking.take(found);
            invitations.accepted(request.token());
            return takingUp.finish(found, user);
        });
    }

    private static ToMember member(Pending found) {
        if (found instanceof ToMember offer) {
            return offer;
        }
        throw unknown();
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                ProblemType.NOT_FOUND,
                "There is no such invitation, or it was accepted, has expired or is void; ask for a new one.");
    }
}
