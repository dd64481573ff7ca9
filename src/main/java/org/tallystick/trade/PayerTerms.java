package org.tallystick.trade;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.tallystick.account.AccountRef;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.terms.AcceptedTerms;

/** Whether the community's terms let a member trade today, for those who may wait for the database. */
@ApplicationScoped
public class PayerTerms {
    private final AcceptedTerms acceptedTerms;
    private final Clock clock;

    PayerTerms(AcceptedTerms acceptedTerms, Clock clock) {
        this.acceptedTerms = acceptedTerms;
        this.clock = clock;
    }

    /** @throws ProblemException {@code terms-not-accepted}, as {@link PayerRights#requireTermsAccepted} has it */
    public void requireAccepted(Access access, AccountRef account) {
        Map<MemberId, Integer> accepted = access.asksForTermsOfMembers()
                ? account.member()
                        .map(member -> Map.of(member, acceptedTerms.of(access, member)))
                        .orElse(Map.of())
                : Map.of();
        PayerRights.requireTermsAccepted(
                access,
                Optional.of(account),
                LocalDate.ofInstant(clock.instant(), access.community().zone()),
                accepted);
    }
}
