package org.tallystick.security;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * What this caller may do in this community.
 *
 * @param version the community's access version when it was read; whoever decides by it compares it again
 * @param offices what a user holds in the community or the installation as a whole
 * @param memberships the members for which a user acts
 * @param locals the members of the groups that a local administrator looks after
 * @param scopes of a client: those of its token that the community grants
 * @param consents of a client, where the community demands them: the members who let it act for them
 */
public record Access(
        Caller caller,
        CommunityFacts community,
        long version,
        Set<Role> offices,
        Map<MemberId, Membership> memberships,
        Set<MemberId> locals,
        Set<Scope> scopes,
        Optional<Set<MemberId>> consents) {
    private static final String NOT_ALLOWED = "Your role in this community does not allow this.";

    public Access {
        offices = Set.copyOf(offices);
        memberships = Map.copyOf(memberships);
        locals = Set.copyOf(locals);
        scopes = Set.copyOf(scopes);
        consents = consents.map(Set::copyOf);
    }

    /** Whether the caller holds the permission at all, for whomever. */
    public boolean has(Permission permission) {
        return permission.isHeldBy(roles(), scopes);
    }

    /** @throws ProblemException 403, without the permission */
    public void require(Permission permission) {
        if (!has(permission)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, NOT_ALLOWED);
        }
    }

    /** Whether the caller holds it for every member, and for the community's own accounts. */
    public boolean everywhere(Permission permission) {
        return offices.stream().anyMatch(office -> reachesAll(permission.of(office)))
                || scopes.stream().anyMatch(scope -> reachesAll(permission.of(scope)) && !needsConsent(scope));
    }

    /** Whether the caller holds it for this member. */
    public boolean may(Permission permission, MemberId member) {
        if (everywhere(permission)) {
            return true;
        }
        Membership membership = memberships.get(member);
        return (membership != null && permission.of(membership.asRole()).isPresent())
                || (locals.contains(member)
                        && permission.of(Role.LOCAL_ADMINISTRATOR).isPresent())
                || (hasConsentOf(member) && scopes.stream().anyMatch(scope -> reachesAll(permission.of(scope))));
    }

    /** The same for the owner of an account; without one it is the community's own, and takes the whole community. */
    public boolean may(Permission permission, Optional<MemberId> owner) {
        return owner.map(member -> may(permission, member)).orElseGet(() -> everywhere(permission));
    }

    /** @throws ProblemException 403, without the permission for this member */
    public void require(Permission permission, MemberId member) {
        require(permission, Optional.of(member));
    }

    /** @throws ProblemException 403, without the permission for an account of this owner */
    public void require(Permission permission, Optional<MemberId> owner) {
        if (!may(permission, owner)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    has(permission) ? "Your role does not allow this for this member." : NOT_ALLOWED);
        }
    }

    /** The members for which the caller holds it, where it is not {@link #everywhere}. */
    public Set<MemberId> members(Permission permission) {
        Set<MemberId> members = new HashSet<>();
        members.addAll(memberships.keySet());
        members.addAll(locals);
        consents.ifPresent(members::addAll);
        members.removeIf(member -> !may(permission, member));
        return members;
    }

    /** Whether the caller holds it for what it recorded itself: by an office of the whole community, or as a program. */
    public boolean mayForOwnRecords(Permission permission) {
        return offices.stream()
                        .anyMatch(office -> permission
                                .of(office)
                                .filter(reach -> reach != Reach.GROUP)
                                .isPresent())
                || scopes.stream().anyMatch(scope -> permission.of(scope).isPresent());
    }

    public boolean operator() {
        return offices.contains(Role.OPERATOR);
    }

    /** Whether the caller is this member's own: its owner, spender or viewer. */
    public boolean actsFor(MemberId member) {
        return memberships.containsKey(member);
    }

    /** Whether the caller's own role for the member lets them spend. */
    public boolean maySpendFor(MemberId member) {
        Membership membership = memberships.get(member);
        return membership != null && membership.maySpend();
    }

    /** What the caller's own role for the member lets them spend in a currency; empty: no less than the member itself may. */
    public Optional<SpendingLimit> spendingLimit(MemberId member, CurrencyCode currency) {
        return Optional.ofNullable(memberships.get(member))
                .flatMap(Membership::limits)
                .flatMap(limits -> limits.of(currency, caller.id()));
    }

    /**
     * The version of the community's terms that somebody must accept for this member before the caller records trades for it
     * as its own; empty where nothing is lacking, and for whoever is not the member's own.
     */
    public Optional<Integer> missingTerms(MemberId member, LocalDate today) {
        return Optional.ofNullable(memberships.get(member))
                .flatMap(membership -> community.terms().missing(membership.acceptedTerms(), today));
    }

    /**
     * Whether what the members have accepted of the community's terms decides what this caller may do, and is not known here:
     * the rights of a program are remembered without the members'.
     */
    public boolean asksForTermsOfMembers() {
        return !caller.isUser() && !community.terms().versions().isEmpty();
    }

    /**
     * The same as {@link #missingTerms(MemberId, LocalDate)}, for a program that acts for a member.
     *
     * @param accepted the latest version that the member has accepted; 0 for none
     */
    public Optional<Integer> missingTerms(int accepted, LocalDate today) {
        return community.terms().missing(accepted, today);
    }

    /** Whether the caller holds it for this member by an office, and not by acting for the member. */
    public boolean mayByOffice(Permission permission, MemberId member) {
        return everywhere(permission)
                || (locals.contains(member)
                        && permission.of(Role.LOCAL_ADMINISTRATOR).isPresent());
    }

    private boolean reachesAll(Optional<Reach> reach) {
        return reach.filter(one -> one == Reach.ANY || (one == Reach.MEDIATED && community.mediationByAdministrators()))
                .isPresent();
    }

    private boolean needsConsent(Scope scope) {
        return consents.isPresent() && scope.actsForMembers();
    }

    /** Whether this member lets the client act for it, in words of its own; of nobody where the community asks for no consents. */
    public boolean hasConsented(MemberId member) {
        return consents.map(given -> given.contains(member)).orElse(false);
    }

    private boolean hasConsentOf(MemberId member) {
        return consents.map(given -> given.contains(member)).orElse(true);
    }

    /** All that the caller is in this community, for whomever. */
    public Set<Role> roles() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(offices);
        memberships.values().forEach(membership -> roles.add(membership.asRole()));
        return roles;
    }
}
