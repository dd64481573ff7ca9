package org.tallystick.approval;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.community.DefaultRises;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * Whoever may raise a limit alone by so much may raise a currency's defaults by so much, in thirty days: else a newcomer, or an account
 * whose own limits end, would have from one what takes two.
 */
@ApplicationScoped
class BoundDefaultRises implements DefaultRises {
    private static final Duration ONE_STEP = Duration.ofDays(30);

    private static final String LEAST = """
            SELECT min((before->>'defaultCreditLimit')::numeric), min((before->>'defaultBalanceCap')::numeric)
              FROM change_record
             WHERE community_id = ? AND subject_kind = 'currency' AND subject_id = ? AND changed_at > ?""";

    private final FourEyesRules rules;
    private final Sql sql;
    private final Clock clock;

    BoundDefaultRises(FourEyesRules rules, Sql sql, Clock clock) {
        this.rules = rules;
        this.sql = sql;
        this.clock = clock;
    }

    /** In minor units; the largest there is where they were not changed, or unlimited. */
    private record Least(long creditLimit, long balanceCap) {}

    @Override
    public void requireOneMayDecide(CommunityId community, CommunityCurrency before, CommunityCurrency after) {
        Optional<Amount> alone = rules.of(community).limitRise(before.currency().code());
        if (alone.isEmpty()) {
            return;
        }
        int scale = before.currency().scale();
        Least least = sql.one(
                        LEAST,
                        row -> new Least(units(row.getBigDecimal(1), scale), units(row.getBigDecimal(2), scale)),
                        community.value(),
                        before.currency().code().value(),
                        clock.instant().minus(ONE_STEP))
                .orElseThrow();
        long most = alone.get().minorUnits();
        boolean tooMuch = risesBeyond(
                        before.defaultCreditLimit().minorUnits(),
                        least.creditLimit(),
                        after.defaultCreditLimit().minorUnits(),
                        most)
                || risesBeyond(
                        before.defaultBalanceCap().minorUnits(),
                        least.balanceCap(),
                        after.defaultBalanceCap().minorUnits(),
                        most);
        if (tooMuch) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "Two administrators agree here on a rise of limits by more than "
                            + alone.get().format(scale) + ", and so nobody raises the currency's own by more in "
                            + ONE_STEP.toDays() + " days. Have two agree on other rules first, or on a credit policy.");
        }
    }

    private static long units(@Nullable BigDecimal limit, int scale) {
        return limit == null ? Long.MAX_VALUE : limit.movePointRight(scale).longValueExact();
    }

    /** No cap is the largest number there is, and the difference of two that are not negative never overflows. */
    private static boolean risesBeyond(long present, long least, long wanted, long most) {
        return wanted > present && wanted - Math.min(present, least) > most;
    }
}
