package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import org.tallystick.job.ForgetResults;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Forgets;
import org.tallystick.security.MemberId;

/** Nobody can tell in which of the files of a community somebody stands who is erased: all of them go, and are made anew on demand. */
@ApplicationScoped
class ForgetExports implements Forgets {
    private final ForgetResults results;

    ForgetExports(ForgetResults results) {
        this.results = results;
    }

    @Override
    public void forget(CommunityId community, MemberId member, String handle) {
        results.of(community);
    }
}
