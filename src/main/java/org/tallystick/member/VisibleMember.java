package org.tallystick.member;

import org.tallystick.security.Access;
import org.tallystick.security.Scope;

/** What a caller may see of a member. */
public sealed interface VisibleMember permits MemberView, MemberView.Listed {

    /** In full for the member's own users, for those who run the community, and for clients that keep its members. */
    static VisibleMember of(Access access, Member member) {
        boolean inFull = access.governs()
                || access.actsFor(member.id())
                || access.scopes().contains(Scope.MEMBERS_WRITE);
        return inFull ? MemberView.of(member) : MemberView.Listed.of(member);
    }
}
