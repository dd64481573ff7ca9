package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.group.Groups;
import org.tallystick.group.Groups.Group;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/** Enrols one member, as an administrator or an exchange system asks for it. */
@ApplicationScoped
public class EnrolMember {
    private static final Reason REASON = new Reason("enrolled");

    private final Communities communities;
    private final EnrolMembers enrolMembers;
    private final Members members;
    private final Groups groups;
    private final FourEyesRules rules;
    private final AccessChanges changes;

    EnrolMember(
            Communities communities,
            EnrolMembers enrolMembers,
            Members members,
            Groups groups,
            FourEyesRules rules,
            AccessChanges changes) {
        this.communities = communities;
        this.enrolMembers = enrolMembers;
        this.members = members;
        this.groups = groups;
        this.rules = rules;
        this.changes = changes;
    }

    /**
     * @param group to which the member shall belong; needed by whoever enrols members of their own groups alone
     * @throws ProblemException {@code malformed}; {@code forbidden}; {@code already-exists} naming {@code handle}
     */
    @Transactional
    public MemberView enrol(Access access, MemberBody body, @Nullable String group) {
        CommunityCurrency defaults =
                communities.byId(access.community().id()).orElseThrow().defaultCurrency();
        Currency currency = defaults.currency();
        FieldErrors errors = new FieldErrors();
        Optional<NewMember> read = body.read(currency, errors);
        Optional<Group> into = errors.readIfPresent("group", group, text -> find(access, text));
        errors.throwIfAny();
        requireMayEnrolInto(access, into);
        NewMember member = read.orElseThrow();
        if (member.creditLimit().isPresent() || member.balanceCap().isPresent()) {
            requireMaySetLimits(access);
            requireOneMayDecide(access, defaults, member);
        }
        List<MemberId> enrolled = enrolMembers.enrol(
                access.community().id(),
                List.of(member),
                into.map(one -> Set.of(one.code())).orElse(Set.of()),
                access.caller().actor(),
                REASON);
        into.ifPresent(one -> join(access, one, enrolled.get(0), member.handle()));
        Member made =
                members.find(access.community().id(), member.handle().value()).orElseThrow(Members::notFound);
        return MemberView.of(access, made, List.of());
    }

    private Group find(Access access, String code) {
        return groups.find(access.community().id(), code)
                .orElseThrow(() -> new IllegalArgumentException("names no group of this community"));
    }

    private void requireMayEnrolInto(Access access, Optional<Group> group) {
        boolean may = access.everywhere(Permission.ENROL_MEMBERS)
                || group.filter(one -> groups.isAdministeredBy(
                                access.community().id(),
                                one.id(),
                                access.caller().id()))
                        .isPresent();
        if (!may) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You enrol members of the groups that you look after; name one of them as group.");
        }
    }

    private void requireOneMayDecide(Access access, CommunityCurrency defaults, NewMember member) {
        FirstLimitsAlone alone = FirstLimitsAlone.of(rules, access.community().id(), defaults);
        if (alone.creditLimitTakesTwo(member) || alone.balanceCapTakesTwo(member)) {
            throw ProblemException.of(ProblemType.STATE_CONFLICT, FirstLimitsAlone.TAKES_TWO);
        }
    }

    /** Whoever enrols members of their own groups alone sets the limits of those too. */
    private static void requireMaySetLimits(Access access) {
        if (!access.everywhere(Permission.SET_LIMITS) && access.everywhere(Permission.ENROL_MEMBERS)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "You may enrol members, but not set limits; leave creditLimit and balanceCap out, and the member gets the"
                            + " currency's own.");
        }
    }

    private void join(Access access, Group group, MemberId member, Handle handle) {
        CommunityId community = access.community().id();
        groups.join(community, group.id(), member);
        changes.raise(community);
        changes.record(
                community,
                Subject.GROUP,
                group.code(),
                access.caller().actor(),
                REASON,
                null,
                Map.of("member", handle.value()));
    }
}
