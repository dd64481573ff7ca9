package org.tallystick.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.application.Application.State;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.ledger.CommunityId;
import org.tallystick.mail.Letter;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.member.EmailAddress;
import org.tallystick.member.EnrolMembers;
import org.tallystick.member.Handle;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.user.Invitation;
import org.tallystick.user.InviteMember;

/**
 * Lets an applicant in, or not. Whoever is let in is enrolled at the community's usual limits, and invited to choose a password.
 */
@ApplicationScoped
public class DecideApplication {
    /** The reason itself stands with the application, and goes with it: a record would keep it for ever. */
    private static final Reason REFUSED = new Reason("Refused an application");

    private final Applications applications;
    private final Communities communities;
    private final EnrolMembers enrolMembers;
    private final InviteMember inviteMember;
    private final Mails mails;
    private final AccessChanges changes;

    DecideApplication(
            Applications applications,
            Communities communities,
            EnrolMembers enrolMembers,
            InviteMember inviteMember,
            Mails mails,
            AccessChanges changes) {
        this.applications = applications;
        this.communities = communities;
        this.enrolMembers = enrolMembers;
        this.inviteMember = inviteMember;
        this.mails = mails;
        this.changes = changes;
    }

    /**
     * @param chosen another handle than was asked for
     * @return the invitation of the member's own login: sent by mail where that is possible, else with its token
     * @throws ProblemException {@code not-found}; {@code state-conflict} for one that was decided; {@code already-exists} naming
     *     {@code handle}
     */
    @Transactional
    public Invitation approve(Access access, UUID id, Optional<Handle> chosen, Reason reason) {
        access.require(Permission.MANAGE_APPLICATIONS);
        CommunityId community = access.community().id();
        // First, as everybody who enrols takes it.
        communities.locked(community);
        Application application = open(community, id);
        Handle handle = chosen.orElse(application.handle());
        MemberId member = enrolMembers
                .enrol(
                        community,
                        List.of(Applicant.of(application).toMember(handle)),
                        access.caller().actor(),
                        reason)
                .get(0);
        applications.approve(community, id, member, access.caller().id(), reason.text());
        changes.record(
                community,
                Subject.APPLICATION,
                id.toString(),
                access.caller().actor(),
                reason,
                Map.of("status", State.OPEN.text()),
                Map.of("status", State.APPROVED.text(), "member", handle.value()));
        return inviteMember.toLogin(
                access,
                member,
                handle.value(),
                application.email().filter(unused -> mails.enabled()).map(EmailAddress::value));
    }

    /** Throws as {@link #approve} does. */
    @Transactional
    public void refuse(Access access, UUID id, Reason reason) {
        access.require(Permission.MANAGE_APPLICATIONS);
        CommunityId community = access.community().id();
        Application application = open(community, id);
        applications.refuse(community, id, access.caller().id(), reason.text());
        changes.record(
                community,
                Subject.APPLICATION,
                id.toString(),
                access.caller().actor(),
                REFUSED,
                Map.of("status", State.OPEN.text()),
                Map.of("status", State.REFUSED.text()));
        String name = communities.byId(community).orElseThrow().name();
        application
                .email()
                .ifPresent(email -> mails.send(
                        new Recipient(email.value()),
                        new Letter.News(
                                "application-refused",
                                "Your application to " + name,
                                application.name(),
                                name + " has decided not to take you as a member. The reason that was given: "
                                        + reason.text(),
                                "What you have written is erased after " + Applications.REFUSED_ARE_KEPT.toDays()
                                        + " days.")));
    }

    private Application open(CommunityId community, UUID id) {
        Application application = applications
                .locked(community, id)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such application here."));
        if (application.state() != State.OPEN) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "This application was decided already: "
                            + application.state().text() + ".");
        }
        return application;
    }
}
