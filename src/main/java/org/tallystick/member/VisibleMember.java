package org.tallystick.member;

import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** What a caller may see of a member. */
public sealed interface VisibleMember permits MemberView, MemberView.Listed {

    /** In full for those who may see the profile. */
    static VisibleMember of(Access access, Member member) {
        return access.may(Permission.SEE_PROFILES, member.id()) ? MemberView.of(member) : MemberView.Listed.of(member);
    }
}
