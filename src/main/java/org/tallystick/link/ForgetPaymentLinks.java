package org.tallystick.link;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Forgets;
import org.tallystick.security.MemberId;

/** What a member wrote on its payment links goes with the person; nobody pays by them any more. */
@ApplicationScoped
class ForgetPaymentLinks implements Forgets {
    private final PaymentLinks links;
    private final Clock clock;

    ForgetPaymentLinks(PaymentLinks links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    @Override
    public void forget(CommunityId community, MemberId member, String handle) {
        links.forget(community, member, clock.instant());
    }
}
