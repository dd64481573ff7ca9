package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.mail.Letter;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Sends an invitation by mail where whoever invites names an address, and leaves it to be handed over where they do not. */
@ApplicationScoped
class InvitationLetters {
    private final Mails mails;

    InvitationLetters(Mails mails) {
        this.mails = mails;
    }

    /** @throws ProblemException {@code malformed} where no mail can be sent */
    void requireMail(Optional<String> email) {
        if (email.isPresent() && !mails.enabled()) {
            throw Problem.ofField(
                            ProblemType.MALFORMED,
                            "email",
                            "no-mail",
                            "cannot be written to, for this installation sends no mail; leave it out, and hand the token"
                                    + " over yourself")
                    .asException();
        }
    }

    /**
     * In the caller's transaction.
     *
     * @param letter with this token
     * @return what whoever invites gets to see: the token only where it was not sent
     */
    Invitation send(Invitation invitation, Optional<String> email, Function<String, Letter> letter) {
        String token = invitation.token();
        if (email.isEmpty() || token == null) {
            return invitation;
        }
        mails.send(new Recipient(email.get()), letter.apply(token));
        return new Invitation(null, email.get(), invitation.expiresAt());
    }
}
