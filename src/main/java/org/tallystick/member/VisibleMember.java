package org.tallystick.member;

import java.util.List;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** What a caller may see of a member. */
public sealed interface VisibleMember permits MemberView, MemberView.Listed {

    /** In full for those who may see the profile. */
    static VisibleMember of(Access access, Member member, List<ProfileField> fields) {
        return access.may(Permission.SEE_PROFILES, member.id())
                ? MemberView.of(access, member, fields)
                : MemberView.Listed.of(access, member, fields);
    }
}
