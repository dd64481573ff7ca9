package org.tallystick.member;

import org.tallystick.ledger.CommunityId;
import org.tallystick.security.MemberId;

/** A feature that keeps something about the person of a member. */
public interface Forgets {
    /**
     * Lets go of it, in the transaction that erases the member.
     *
     * @param handle that the member has had until now
     */
    void forget(CommunityId community, MemberId member, String handle);
}
