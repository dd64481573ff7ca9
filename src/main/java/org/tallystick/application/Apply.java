package org.tallystick.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.Joining.Way;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.EnrolMembers;
import org.tallystick.member.Handle;
import org.tallystick.member.UsedHandles;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Digests;
import org.tallystick.security.MemberId;
import org.tallystick.security.Passwords;
import org.tallystick.security.Throttle;
import org.tallystick.user.SetPassword;

/**
 * Takes an application: it waits for those who run the community, or where the community is open the applicant is a member at
 * once, with a login. Anybody may apply, so it is bounded how often from one address, and how many wait.
 */
@ApplicationScoped
public class Apply {
    private static final Reason ENROLLED_THEMSELVES = new Reason("Joined by themselves");
    private static final int MOST_WAITING = 500;
    private static final int MOST_ENROLLED_A_DAY = 200;
    private static final int MOST_WAITING_OF_ADDRESS = 20;
    private static final int MOST_ENROLLED_A_DAY_OF_ADDRESS = 5;

    private final Communities communities;
    private final Applications applications;
    private final UsedHandles usedHandles;
    private final EnrolMembers enrolMembers;
    private final SetPassword setPassword;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Clock clock;

    Apply(
            Communities communities,
            Applications applications,
            UsedHandles usedHandles,
            EnrolMembers enrolMembers,
            SetPassword setPassword,
            Passwords passwords,
            Throttle throttle,
            Clock clock) {
        this.communities = communities;
        this.applications = applications;
        this.usedHandles = usedHandles;
        this.enrolMembers = enrolMembers;
        this.setPassword = setPassword;
        this.passwords = passwords;
        this.throttle = throttle;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param token by which the applicant asks what became of it
     * @param username of the login, where it was made at once
     */
    record Taken(String token, Handle handle, Optional<String> username) {
        /** Without the secret, for whoever logs it. */
        @Override
        public String toString() {
            return "Taken[" + handle + "]";
        }
    }

    /**
     * The community, as it takes people.
     *
     * @throws ProblemException 404 where there is no such community, or it takes nobody without an invitation; 409 for one that
     *     is being wound up
     */
    Community open(String slug) {
        Community community = there(slug);
        community.requireOpen();
        return community;
    }

    /**
     * The same, whether or not it is being wound up.
     *
     * @throws ProblemException 404 where there is no such community, or it takes nobody without an invitation
     */
    Community there(String slug) {
        return communities
                .bySlug(slug)
                .filter(community -> community.settings().joining().way() != Way.INVITATION)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND, "There is no community at this address that takes applications."));
    }

    /**
     * @param address from which the request comes
     * @throws ProblemException 404 as {@link #open}; 400; 409 for a handle that is taken, or where too many wait; 429
     */
    Taken apply(String slug, Applicant.Body body, String address) {
        Community community = open(slug);
        boolean atOnce = community.settings().joining().way() == Way.OPEN;
        FieldErrors errors = new FieldErrors();
        Optional<Applicant> read = Applicant.read(body, community.settings().joining(), errors);
        Optional<String> password = atOnce
                ? errors.read(
                        "password",
                        body.password(),
                        text -> Passwords.readNew(text, username(String.valueOf(body.handle()), slug)))
                : Optional.empty();
        if (!atOnce && body.password() != null) {
            errors.add("password", "malformed", "is chosen once you are let in; leave it out");
        }
        errors.throwIfAny();
        Applicant applicant = read.orElseThrow();
        String counted = "applications to " + slug;
        throttle.spend(counted, address);
        // Before the transaction, for it takes long and holds no connection.
        Optional<String> hash = password.map(passwords::hash);
        String token = Digests.newToken();
        return QuarkusTransaction.requiringNew().call(() -> {
            communities.locked(community.id()).requireOpen();
            requireFree(community.id(), applicant.handle());
            UUID id = applications.add(community.id(), applicant, token, address);
            hash.ifPresent(hashed -> enrol(community, applicant, id, hashed));
            requireRoom(community.id(), atOnce);
            requireFew(community.id(), atOnce, address);
            return new Taken(
                    token,
                    applicant.handle(),
                    hash.map(unused -> username(applicant.handle().value(), slug)));
        });
    }

    private void enrol(Community community, Applicant applicant, UUID id, String hash) {
        MemberId member = enrolMembers.enrolThemselves(
                community.id(), applicant.toMember(applicant.handle()), ENROLLED_THEMSELVES);
        setPassword.setHash(username(applicant.handle().value(), community.slug()), hash);
        applications.approve(community.id(), id, member, null, null);
    }

    /** The same words whoever has or had the handle: a stranger learns nothing of members, least of all of those who were erased. */
    private void requireFree(CommunityId community, Handle handle) {
        boolean taken = !usedHandles.among(community, List.of(handle.value())).isEmpty()
                || applications.waitsFor(community, handle);
        if (taken) {
            throw Problem.ofField(
                            ProblemType.ALREADY_EXISTS,
                            "handle",
                            "taken",
                            "\"" + handle + "\" cannot be had here; choose another")
                    .asException();
        }
    }

    private void requireRoom(CommunityId community, boolean atOnce) {
        boolean full = atOnce
                ? applications.enrolledThemselvesSince(
                                community, clock.instant().minus(Duration.ofDays(1)))
                        > MOST_ENROLLED_A_DAY
                : applications.waiting(community) > MOST_WAITING;
        if (full) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "More people have applied than this community takes at a time; try again another day.");
        }
    }

    /** Nobody takes all the room there is. */
    private void requireFew(CommunityId community, boolean atOnce, String address) {
        boolean many = atOnce
                ? applications.enrolledThemselvesFrom(community, address) > MOST_ENROLLED_A_DAY_OF_ADDRESS
                : applications.waitingFrom(community, address) > MOST_WAITING_OF_ADDRESS;
        if (many) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "More people have applied from where you are than this community takes; try again another day.");
        }
    }

    private static String username(String handle, String slug) {
        return handle + "@" + slug;
    }
}
