package org.tallystick.security;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * What this caller may do in this community.
 *
 * @param version the community's access version when it was read; whoever decides by it compares it again
 * @param operator whether the caller runs the installation
 * @param administrator whether the caller runs the community
 * @param memberships the members for which the caller acts
 * @param scopes of a client: those of its token that the community grants
 */
public record Access(
        Caller caller,
        CommunityFacts community,
        long version,
        boolean operator,
        boolean administrator,
        Map<MemberId, MemberRole> memberships,
        Set<Scope> scopes) {

    public Access {
        memberships = Map.copyOf(memberships);
        scopes = Set.copyOf(scopes);
    }

    public boolean has(Permission permission) {
        return permission.isHeldBy(roles(), scopes);
    }

    /** @throws ProblemException 403, without the permission */
    public void require(Permission permission) {
        if (!has(permission)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Your role in this community does not allow this.");
        }
    }

    /** Whether the caller runs the community, or the installation. */
    public boolean governs() {
        return operator || administrator;
    }

    /** Whether the caller is this member's own: its owner, spender or viewer. */
    public boolean actsFor(MemberId member) {
        return memberships.containsKey(member);
    }

    /** Whether the caller's own role for the member lets them spend. */
    public boolean maySpendFor(MemberId member) {
        MemberRole role = memberships.get(member);
        return role == MemberRole.OWNER || role == MemberRole.SPENDER;
    }

    /**
     * Whether the caller may record a trade that this member pays: the member itself, an exchange system, the operator,
     * and administrators where the community has them mediate.
     */
    public boolean mayTradeFor(MemberId member) {
        return maySpendFor(member)
                || operator
                || (administrator && community.mediationByAdministrators())
                || scopes.contains(Scope.TRADES_WRITE);
    }

    /** Whether the caller sees the member's account with everything on it. */
    public boolean maySeeInFull(MemberId member) {
        return actsFor(member) || governs() || scopes.contains(Scope.ACCOUNTS_READ);
    }

    Set<Role> roles() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (operator) {
            roles.add(Role.OPERATOR);
        }
        if (administrator) {
            roles.add(Role.ADMINISTRATOR);
        }
        for (MemberRole role : memberships.values()) {
            roles.add(
                    switch (role) {
                        case OWNER -> Role.OWNER;
                        case SPENDER -> Role.SPENDER;
                        case VIEWER -> Role.VIEWER;
                    });
        }
        return roles;
    }
}
