package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.Actor;
import org.tallystick.change.Change.Subject;
import org.tallystick.ledger.CommunityId;
import org.tallystick.mail.Letter;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Caller;
import org.tallystick.user.Users.User;

/**
 * Invites any login of the installation to set a password, for the first time or after everything was lost: an operator's
 * work, for whom no community could vouch alone. What anybody may do stays as it is until the invitation is accepted, so the
 * access version is not raised.
 */
@ApplicationScoped
public class InviteUser {
    private final Users users;
    private final Invitations invitations;
    private final InvitationLetters letters;
    private final AccessChanges changes;

    InviteUser(Users users, Invitations invitations, InvitationLetters letters, AccessChanges changes) {
        this.users = users;
        this.invitations = invitations;
        this.letters = letters;
        this.changes = changes;
    }

    /**
     * @param by an operator
     * @param email where it is sent; empty: whoever invites hands the token over
     * @throws ProblemException 404 for an unknown login; 409 for one's own, which would be a way around the password that a
     *     stolen session does not know, and for one that is disabled; 400 where no mail can be sent
     */
    @Transactional
    public Invitation invite(Caller by, String username, Optional<String> email) {
        letters.requireMail(email);
        User user = users.find(username)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such login."));
        if (user.id().equals(by.id())) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "Nobody invites their own login; change the password, or ask another operator.");
        }
        if (!users.isActive(user.id())) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    username + " is disabled, and nobody could accept; enable the login first.");
        }
        Invitation invitation = issue(user, by.id(), by.actor(), email);
        return letters.send(
                invitation,
                email,
                token -> new Letter.LoginInvitation(username, by.name(), token, invitation.expiresAt()));
    }

    /**
     * In the caller's transaction.
     *
     * @param inviter by whose rights it is good
     * @param by who invites
     */
    Invitation issue(User user, UUID inviter, Actor by, Optional<String> email) {
        // Of two that invite at once, the invitation of the second alone is good.
        users.lock(user.id());
        Invitation invitation = invitations.toLogin(user.id(), inviter, email);
        for (CommunityId community : users.whereItConcerns(user.id())) {
            changes.record(community, Subject.USER, user.username(), by, InviteMember.TO_LOGIN, null, null);
        }
        return invitation;
    }
}
