package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.account.ChangeAccounts;
import org.tallystick.account.LimitSetters;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Ends limits that were set for one account: when somebody says so, or when their last day is over. */
@ApplicationScoped
class EndIndividualLimits {
    private static final String OVER = """
            SELECT l.community_id, l.account_id, a.currency_code, l.set_by, l.until_date
              FROM account_limits l
              JOIN community c ON c.community_id = l.community_id AND c.phase = 'open'
              JOIN account a ON a.community_id = l.community_id AND a.account_id = l.account_id
             WHERE l.until_date < (?::timestamptz AT TIME ZONE c.time_zone)::date AND a.status <> 'closed'
             ORDER BY l.community_id, l.account_id""";

    private final Sql sql;
    private final PolicyPlace.Finder places;
    private final LimitSetters setters;
    private final ChangeAccounts changeAccounts;
    private final ReturnToPolicy returnToPolicy;
    private final LimitUnits units;
    private final Clock clock;

    EndIndividualLimits(
            Sql sql,
            PolicyPlace.Finder places,
            LimitSetters setters,
            ChangeAccounts changeAccounts,
            ReturnToPolicy returnToPolicy,
            LimitUnits units,
            Clock clock) {
        this.sql = sql;
        this.places = places;
        this.setters = setters;
        this.changeAccounts = changeAccounts;
        this.returnToPolicy = returnToPolicy;
        this.units = units;
        this.clock = clock;
    }

    private record Over(CommunityId community, AccountId account, CurrencyCode currency, UUID setBy, LocalDate until) {}

    /**
     * @throws ProblemException {@code forbidden} for whoever acts for the member; {@code state-conflict} if the account has no
     *     limits of its own
     */
    void end(Access access, AccountRef ref, Reason reason) {
        setters.require(access, ref);
        Instant now = clock.instant();
        PolicyPlace place = places.of(ref.community(), ref.currency().code(), now);
        changeAccounts.change(access, Permission.SET_LIMITS, present -> {
            setters.require(present, ref);
            return returnToPolicy
                    .unit(place, ref.id(), present.caller().actor(), reason, present.version(), now)
                    .orElseThrow(() -> ProblemException.of(
                            ProblemType.STATE_CONFLICT, ref.address() + " has no limits of its own."));
        });
    }

    /** Those whose last day is over. Whose limits somebody sets at the same time is looked at again the next time. */
    void run(Instant now) {
        for (Over over : sql.list(
                OVER,
                row -> new Over(
                        new CommunityId(row.getObject("community_id", UUID.class)),
                        new AccountId(row.getObject("account_id", UUID.class)),
                        new CurrencyCode(row.getString("currency_code")),
                        row.getObject("set_by", UUID.class),
                        row.getObject("until_date", LocalDate.class)),
                now)) {
            returnToPolicy
                    .unit(
                            places.of(over.community(), over.currency(), now),
                            over.account(),
                            Actor.of(over.setBy()),
                            new Reason("the individual limits were set until " + over.until()),
                            LimitUnits.ALWAYS_AUTHORISED,
                            now)
                    .ifPresent(units::post);
        }
    }
}
