package org.tallystick.security;

import java.time.ZoneId;
import org.tallystick.ledger.CommunityId;

/**
 * What nearly every request must know of its community.
 *
 * @param zone in which its days begin
 * @param balancesOpenToMembers whether members see each other's balances
 * @param mediationByAdministrators whether administrators record trades for members
 * @param consentByMembers whether a program acts for a member only where the member has consented
 * @param frozenMayReceive whether a frozen account still receives
 * @param requestsToPay whether whoever is to be paid may send a request, and not the payer alone begins a trade
 * @param open whether it is not being wound up
 * @param terms what a member must have accepted to record trades
 * @param takesLevies whether any trade may owe the fund something, now or later
 * @param erasures how often somebody was erased here
 */
public record CommunityFacts(
        CommunityId id,
        String slug,
        ZoneId zone,
        boolean balancesOpenToMembers,
        boolean mediationByAdministrators,
        boolean consentByMembers,
        boolean frozenMayReceive,
        boolean requestsToPay,
        boolean open,
        BindingTerms terms,
        boolean takesLevies,
        long erasures) {}
