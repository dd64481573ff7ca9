package org.tallystick.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.platform.Sql;
import org.tallystick.posting.AccountUnit;

/**
 * Whether a rise of limits is more than one administrator decides. It is told from where the limits stood thirty days ago, or after the
 * last rise that two agreed on: many small steps are one.
 */
@ApplicationScoped
class LimitRises {
    private static final Duration ONE_STEP = Duration.ofDays(30);

    /** The limits before the first change of these days that was made by one alone. */
    private static final String BEFORE = """
            SELECT r.before->>'creditLimit' AS credit_limit, r.before->>'balanceCap' AS balance_cap FROM change_record r
             WHERE r.community_id = ? AND r.subject_kind = 'limits' AND r.subject_id = ? AND r.changed_at > ?
               AND r.before IS NOT NULL
               AND r.changed_at > coalesce((SELECT max(c.changed_at) FROM change_record c
                                              JOIN approval p ON p.community_id = c.community_id AND p.approval_id = c.change_id
                                             WHERE c.community_id = r.community_id AND c.subject_kind = 'limits'
                                               AND c.subject_id = r.subject_id), '-infinity')
             ORDER BY r.changed_at, r.change_id LIMIT 1""";

    private final FourEyesRules rules;
    private final Sql sql;
    private final Clock clock;

    LimitRises(FourEyesRules rules, Sql sql, Clock clock) {
        this.rules = rules;
        this.sql = sql;
        this.clock = clock;
    }

    private record Before(
            @Nullable String creditLimit, @Nullable String balanceCap) {}

    /** Whether any rise takes two in this community. */
    boolean any(CommunityId community) {
        return !rules.of(community).limitRises().isEmpty();
    }

    /** Whether it takes two to give the account these limits. */
    boolean takeTwo(AccountRef ref, Account present, AccountUnit.Limits wanted) {
        Optional<Amount> alone =
                rules.of(ref.community()).limitRise(ref.currency().code());
        if (alone.isEmpty()) {
            return false;
        }
        int scale = ref.currency().scale();
        Optional<Before> before = sql.one(
                BEFORE,
                row -> new Before(row.getString("credit_limit"), row.getString("balance_cap")),
                ref.community().value(),
                ref.id().value().toString(),
                clock.instant().minus(ONE_STEP));
        CreditLimit limit = before.map(one -> one.creditLimit() == null
                        ? present.creditLimit()
                        : Limits.readCreditLimit(one.creditLimit(), scale))
                .filter(earlier -> isLower(earlier, present.creditLimit()))
                .orElse(present.creditLimit());
        BalanceCap cap = before.map(one ->
                        one.balanceCap() == null ? BalanceCap.NONE : Limits.readBalanceCap(one.balanceCap(), scale))
                .filter(earlier -> isLower(earlier, present.balanceCap()))
                .orElse(present.balanceCap());
        return risesBy(limit, wanted.creditLimit(), alone.get()) || risesBy(cap, wanted.balanceCap(), alone.get());
    }

    private static boolean isLower(CreditLimit one, CreditLimit other) {
        return !one.isUnlimited() && (other.isUnlimited() || one.minorUnits() < other.minorUnits());
    }

    private static boolean isLower(BalanceCap one, BalanceCap other) {
        return !one.isUncapped() && (other.isUncapped() || one.minorUnits() < other.minorUnits());
    }

    private static boolean risesBy(CreditLimit from, CreditLimit to, Amount more) {
        return isLower(from, to) && (to.isUnlimited() || to.minorUnits() - from.minorUnits() > more.minorUnits());
    }

    private static boolean risesBy(BalanceCap from, BalanceCap to, Amount more) {
        return isLower(from, to) && (to.isUncapped() || to.minorUnits() - from.minorUnits() > more.minorUnits());
    }
}
