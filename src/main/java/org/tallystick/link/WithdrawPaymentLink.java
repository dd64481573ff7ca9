package org.tallystick.link;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/** Withdraws a payment link, printed or not: nobody pays by it any more. */
@ApplicationScoped
public class WithdrawPaymentLink {
    private final ShowPaymentLinks shown;
    private final PaymentLinks links;
    private final AccessChanges changes;
    private final Clock clock;

    WithdrawPaymentLink(ShowPaymentLinks shown, PaymentLinks links, AccessChanges changes, Clock clock) {
        this.shown = shown;
        this.links = links;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * @param why needed where somebody does it by an office, and kept there alone
     * @throws ProblemException {@code not-found}, {@code forbidden}, {@code malformed}; {@code payment-link-ended} for one that
     *     is used, withdrawn or expired
     */
    @Transactional
    void withdraw(Access access, UUID id, @Nullable String why) {
        PaymentLink link = shown.required(access, id);
        MemberId member = link.payee().member().orElseThrow();
        access.require(Permission.MANAGE_PAYMENT_LINKS, member);
        boolean byOffice = MakePaymentLink.byOffice(access, member);
        Optional<Reason> reason = byOffice ? Optional.of(Reason.given(why)) : Optional.empty();
        if (!links.withdraw(access.community().id(), id, clock.instant())) {
            throw PayByLink.ended(shown.required(access, id).state(clock.instant()));
        }
        reason.ifPresent(given -> changes.record(
                access.community().id(),
                Subject.PAYMENT_LINK,
                id.toString(),
                access.caller().actor(),
                given,
                Map.of("status", LinkState.OPEN.text()),
                Map.of("status", LinkState.WITHDRAWN.text()),
                Optional.of(member)));
    }
}
