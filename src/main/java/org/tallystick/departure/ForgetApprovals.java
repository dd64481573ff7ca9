package org.tallystick.departure;

import jakarta.enterprise.context.ApplicationScoped;
import org.tallystick.approval.ErasedApprovals;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Forgets;
import org.tallystick.security.MemberId;

/** What administrators asked each other about somebody names them; it lets go of that, of which approvals themselves know nothing. */
@ApplicationScoped
class ForgetApprovals implements Forgets {
    private final ErasedApprovals approvals;

    ForgetApprovals(ErasedApprovals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void forget(CommunityId community, MemberId member, String handle) {
        approvals.forget(community, member, handle);
    }
}
