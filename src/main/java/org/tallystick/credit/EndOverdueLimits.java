package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.account.LimitOrigin;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.credit.ReturnToPolicy.Return;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;

/** Ends limits that were set for one account when their last day is over. */
@ApplicationScoped
class EndOverdueLimits {
    private static final String OVER = """
            SELECT l.community_id, l.account_id, a.currency_code, l.set_by, l.until_date
              FROM account_limits l
              JOIN community c ON c.community_id = l.community_id AND c.phase = 'open'
              JOIN account a ON a.community_id = l.community_id AND a.account_id = l.account_id
             WHERE l.until_date < (?::timestamptz AT TIME ZONE c.time_zone)::date AND a.status <> 'closed'
             ORDER BY l.community_id, l.account_id""";

    private final Sql sql;
    private final PolicyPlace.Finder places;
    private final Directory directory;
    private final EndIndividualLimits ending;
    private final ReturnToPolicy returnToPolicy;
    private final LimitUnits units;

    EndOverdueLimits(
            Sql sql,
            PolicyPlace.Finder places,
            Directory directory,
            EndIndividualLimits ending,
            ReturnToPolicy returnToPolicy,
            LimitUnits units) {
        this.sql = sql;
        this.places = places;
        this.directory = directory;
        this.ending = ending;
        this.returnToPolicy = returnToPolicy;
        this.units = units;
    }

    private record Over(CommunityId community, AccountId account, CurrencyCode currency, UUID setBy, LocalDate until) {}

    /** Whose limits somebody sets at the same time is looked at again the next time. */
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
            PolicyPlace place = places.of(over.community(), over.currency(), now);
            returnToPolicy
                    .find(place, over.account(), now)
                    .ifPresent(target -> units.post(returnToPolicy.unit(
                            place,
                            boundByOne(over, target),
                            Ids.next(),
                            Actor.of(over.setBy()),
                            reason(over),
                            LimitUnits.ALWAYS_AUTHORISED,
                            before -> {})));
        }
    }

    /** A last day must not raise what one may not raise alone: then the narrower limits stay, until two agree on others. */
    private Return boundByOne(Over over, Return target) {
        AccountRef ref = directory.byId(over.community(), over.account()).orElseThrow();
        return ending.takesTwo(ref, target, target.standing().band())
                ? target.keepingNarrow(
                        LimitOrigin.individual(over.account(), Actor.of(over.setBy()), reason(over), Optional.empty()))
                : target;
    }

    private static Reason reason(Over over) {
        return new Reason("the individual limits were set until " + over.until());
    }
}
