package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.ledger.Currency;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;

/** Enrols one member, as an administrator or an exchange system asks for it. */
@ApplicationScoped
public class EnrolMember {
    private static final Reason REASON = new Reason("enrolled");

    private final Communities communities;
    private final EnrolMembers enrolMembers;
    private final Members members;

    EnrolMember(Communities communities, EnrolMembers enrolMembers, Members members) {
        this.communities = communities;
        this.enrolMembers = enrolMembers;
        this.members = members;
    }

    /** @throws ProblemException {@code malformed}; {@code already-exists} naming {@code handle} */
    public MemberView enrol(Access access, MemberBody body) {
        Currency currency = communities
                .byId(access.community().id())
                .orElseThrow()
                .defaultCurrency()
                .currency();
        FieldErrors errors = new FieldErrors();
        Optional<NewMember> read = body.read(currency, errors);
        errors.throwIfAny();
        NewMember member = read.orElseThrow();
        enrolMembers.enrol(
                access.community().id(), List.of(member), access.caller().id(), REASON);
        return MemberView.of(
                members.find(access.community().id(), member.handle().value()).orElseThrow(Members::notFound));
    }
}
