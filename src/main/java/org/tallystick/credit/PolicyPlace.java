package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.tallystick.account.Directory;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/**
 * Where a policy is: its community and currency, and what day it is there.
 *
 * @param today in the community's time zone
 */
public record PolicyPlace(CommunityId community, Currency currency, ZoneId zone, LocalDate today) {

    /** Finds places. */
    @ApplicationScoped
    public static class Finder {
        private final Directory directory;
        private final Communities communities;
        private final Clock clock;

        Finder(Directory directory, Communities communities, Clock clock) {
            this.directory = directory;
            this.communities = communities;
            this.clock = clock;
        }

        /** @throws ProblemException {@code not-found} if the community has no such currency */
        public PolicyPlace of(Access access, String code) {
            CommunityId community = access.community().id();
            Optional<Currency> currency = CurrencyCode.isValid(code)
                    ? directory.currency(community, Optional.of(new CurrencyCode(code)))
                    : Optional.empty();
            ZoneId zone = access.community().zone();
            return new PolicyPlace(
                    community,
                    currency.orElseThrow(
                            () -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such currency here.")),
                    zone,
                    LocalDate.ofInstant(clock.instant(), zone));
        }

        /** For one that is known to be there. */
        PolicyPlace of(CommunityId id, CurrencyCode code, java.time.Instant now) {
            Community community = communities.byId(id).orElseThrow();
            return new PolicyPlace(
                    id,
                    community.currency(code).orElseThrow().currency(),
                    community.timeZone(),
                    LocalDate.ofInstant(now, community.timeZone()));
        }
    }
}
