package org.tallystick.link;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.tallystick.member.Member;
import org.tallystick.member.Members;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/** Shows whoever has the token of a payment link what they would pay by it, and to whom. Waits for the database. */
@ApplicationScoped
public class LookUpPaymentLink {
    private final LinkTokens tokens;
    private final PaymentLinks links;
    private final Members members;
    private final Clock clock;

    LookUpPaymentLink(LinkTokens tokens, PaymentLinks links, Members members, Clock clock) {
        this.tokens = tokens;
        this.links = links;
        this.members = members;
        this.clock = clock;
    }

    /** @throws ProblemException {@code malformed}, {@code payment-link-invalid} */
    LinkOffer lookUp(Access access, @Nullable String token) {
        FieldErrors errors = new FieldErrors();
        String given = errors.required("token", token, "");
        errors.throwIfAny();
        PaymentLink link = required(access, given);
        String handle = link.payee().memberHandle().orElseThrow();
        return new LinkOffer(
                link.id(),
                link.payee().address(),
                members.find(access.community().id(), handle).map(Member::name).orElse(handle),
                link.amountText().orElse(null),
                link.payee().currency().code().value(),
                link.memo(),
                link.singleUse(),
                link.expiresAt(),
                link.state(clock.instant()).text());
    }

    /**
     * The link of a token that the service made for this community.
     *
     * @throws ProblemException {@code payment-link-invalid}
     */
    PaymentLink required(Access access, String token) {
        return tokens.read(access.community().slug(), token)
                .flatMap(id -> links.find(access.community().id(), id))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.PAYMENT_LINK_INVALID,
                        "This is no payment link of this community, or it is not as it was made; ask for another."));
    }
}
