package org.tallystick.terms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Members;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/** Accepts a version of the community's terms for a member. */
@ApplicationScoped
public class AcceptTerms {
    private static final Reason REASON = new Reason("terms accepted");

    private final Terms terms;
    private final Members members;
    private final AccessChanges changes;
    private final Sql sql;
    private final Clock clock;

    AcceptTerms(Terms terms, Members members, AccessChanges changes, Sql sql, Clock clock) {
        this.terms = terms;
        this.members = members;
        this.changes = changes;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Changes nothing where the member has accepted it already.
     *
     * @throws ProblemException {@code forbidden}; {@code not-found}; {@code state-conflict} for a version that another has
     *     followed
     */
    @Transactional
    public void accept(Access by, String handle, int version) {
        CommunityId community = by.community().id();
        MemberId member = members.required(community, handle);
        by.require(Permission.ACCEPT_TERMS, member);
        terms.required(by.community(), version);
        int inForce = terms.inForce(by.community());
        if (version < inForce) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "Version " + version + " is in force no longer; version " + inForce + " is to be accepted.");
        }
        int accepted = sql.update(
                "INSERT INTO terms_acceptance (community_id, member_id, version, accepted_by, accepted_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                community.value(),
                member.value(),
                version,
                by.caller().id(),
                clock.instant());
        if (accepted > 0) {
            changes.raise(community);
            changes.record(
                    community,
                    Subject.MEMBER,
                    member.value().toString(),
                    by.caller().actor(),
                    REASON,
                    null,
                    Map.of("handle", handle, "acceptedTerms", version));
        }
    }
}
