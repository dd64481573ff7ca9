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
 * Whether a rise of limits is more than one administrator decides. It is told from the least that they were in the last thirty
 * days, or since the last rise that two agreed on: many small steps are one, and so are those back from a sanction.
 */
@ApplicationScoped
public class LimitRises {
    private static final Duration ONE_STEP = Duration.ofDays(30);

    /**
     * The least that stood there before any change of these days that was made by one alone; null where it was unlimited each
     * time. An account that was opened then counts as having had the currency's defaults before.
     */
    private static final String BEFORE = """
            SELECT min((r.before->>'creditLimit')::numeric)::text AS credit_limit,
                   min((r.before->>'balanceCap')::numeric)::text AS balance_cap,
                   coalesce(bool_or(r.before IS NULL), false) AS opened
              FROM change_record r
             WHERE r.community_id = ? AND r.subject_kind = 'limits' AND r.subject_id = ? AND r.changed_at > ?
               AND r.changed_at > coalesce((SELECT max(c.changed_at) FROM change_record c
                                              JOIN approval p ON p.community_id = c.community_id AND p.approval_id = c.change_id
                                             WHERE c.community_id = r.community_id AND c.subject_kind = 'limits'
                                               AND c.subject_id = r.subject_id), '-infinity')""";

    private static final String DEFAULTS =
            "SELECT default_credit_limit, default_balance_cap FROM currency WHERE community_id = ? AND code = ?";

    private final FourEyesRules rules;
    private final Sql sql;
    private final Clock clock;

    LimitRises(FourEyesRules rules, Sql sql, Clock clock) {
        this.rules = rules;
        this.sql = sql;
        this.clock = clock;
    }

    private record Floor(CreditLimit creditLimit, BalanceCap balanceCap) {
        Floor lower(Floor other) {
            return new Floor(
                    isLower(other.creditLimit, creditLimit) ? other.creditLimit : creditLimit,
                    isLower(other.balanceCap, balanceCap) ? other.balanceCap : balanceCap);
        }
    }

    private record Before(Floor least, boolean opened) {}

    /** Whether any rise takes two in this community. */
    boolean any(CommunityId community) {
        return !rules.of(community).limitRises().isEmpty();
    }

    /** Whether it takes two to give the account these limits. */
    boolean takeTwo(AccountRef ref, Account present, AccountUnit.Limits wanted) {
        return takeTwo(ref, new AccountUnit.Limits(present.creditLimit(), present.balanceCap()), wanted);
    }

    /** Whether it takes two to give the account these limits instead of those that it has. */
    public boolean takeTwo(AccountRef ref, AccountUnit.Limits present, AccountUnit.Limits wanted) {
        Optional<Amount> alone =
                rules.of(ref.community()).limitRise(ref.currency().code());
        if (alone.isEmpty()) {
            return false;
        }
        int scale = ref.currency().scale();
        Before before = sql.one(
                        BEFORE,
                        row -> new Before(
                                floor(row.getString("credit_limit"), row.getString("balance_cap"), scale),
                                row.getBoolean("opened")),
                        ref.community().value(),
                        ref.id().value().toString(),
                        clock.instant().minus(ONE_STEP))
                .orElseThrow();
        Floor floor = new Floor(present.creditLimit(), present.balanceCap()).lower(before.least());
        Floor from = before.opened() ? floor.lower(defaults(ref)) : floor;
        // What is not above the present is no rise, wherever it stood before.
        return (isLower(present.creditLimit(), wanted.creditLimit())
                        && risesBy(from.creditLimit(), wanted.creditLimit(), alone.get()))
                || (isLower(present.balanceCap(), wanted.balanceCap())
                        && risesBy(from.balanceCap(), wanted.balanceCap(), alone.get()));
    }

    private static Floor floor(@Nullable String creditLimit, @Nullable String balanceCap, int scale) {
        return new Floor(
                creditLimit == null ? CreditLimit.NONE : Limits.readCreditLimit(creditLimit, scale),
                balanceCap == null ? BalanceCap.NONE : Limits.readBalanceCap(balanceCap, scale));
    }

    private Floor defaults(AccountRef ref) {
        return sql.one(
                        DEFAULTS,
                        row -> {
                            @Nullable Long cap = row.getObject(2, Long.class);
                            return new Floor(
                                    new CreditLimit(row.getLong(1)),
                                    cap == null ? BalanceCap.NONE : new BalanceCap(cap));
                        },
                        ref.community().value(),
                        ref.currency().code().value())
                .orElseThrow();
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
