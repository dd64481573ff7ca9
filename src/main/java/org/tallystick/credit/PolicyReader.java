package org.tallystick.credit;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.CreditPolicy.Terms;
import org.tallystick.ledger.Amount;
import org.tallystick.problem.FieldErrors;
import org.tallystick.web.Dates;

/**
 * Reads a policy strictly.
 *
 * @param today in the community's time zone
 */
record PolicyReader(FieldErrors errors, int scale, LocalDate today, Predicate<String> knowsGroup) {
    static final int MOST_NOTICE_DAYS = 90;
    private static final int MOST_YEARS_AHEAD = 3;
    private static final RuleBody NO_RULE =
            new RuleBody(null, null, null, null, null, null, null, null, null, null, null);

    /** The day from which it is in force: today, or one to come. */
    LocalDate from(PolicyBody body) {
        return errors.readIfPresent("from", body.from(), text -> {
                    LocalDate from = Dates.read(text);
                    if (from.isBefore(today) || from.isAfter(today.plusYears(MOST_YEARS_AHEAD))) {
                        throw new IllegalArgumentException(
                                "is today, " + today + ", or a day within the next " + MOST_YEARS_AHEAD + " years");
                    }
                    return from;
                })
                .orElse(today);
    }

    /** Empty where something is at fault. */
    Optional<Terms> terms(PolicyBody body) {
        Optional<LimitRule> creditLimit =
                rule("creditLimit", errors.required("creditLimit", body.creditLimit(), NO_RULE));
        Optional<LimitRule> balanceCap =
                Optional.ofNullable(body.balanceCap()).flatMap(given -> rule("balanceCap", given));
        Optional<SoftLimit> softCreditLimit = soft("softCreditLimit", body.softCreditLimit());
        Optional<SoftLimit> softBalanceCap = soft("softBalanceCap", body.softBalanceCap());
        OptionalInt settlement = body.settlementDays() == null
                ? OptionalInt.empty()
                : OptionalInt.of(number(errors, "settlementDays", body.settlementDays(), 1, RuleReader.MOST_DAYS));
        if (settlement.isPresent() && body.softCreditLimit() == null && body.softBalanceCap() == null) {
            errors.add("settlementDays", "malformed", "is for standing over a soft limit, and there is none");
        }
        Reevaluation reevaluate = errors.readIfPresent("reevaluate", body.reevaluate(), Reevaluation::read)
                .orElse(Reevaluation.NEVER);
        int notice =
                body.noticeDays() == null ? 0 : number(errors, "noticeDays", body.noticeDays(), 0, MOST_NOTICE_DAYS);
        return creditLimit.map(rule -> new Terms(
                new Rules(rule, balanceCap), softCreditLimit, softBalanceCap, settlement, reevaluate, notice));
    }

    private Optional<LimitRule> rule(String field, RuleBody body) {
        return body.equals(NO_RULE) && !errors.isEmpty()
                ? Optional.empty()
                : new RuleReader(errors, field + ".", scale, knowsGroup).read(body);
    }

    private Optional<SoftLimit> soft(String field, @Nullable SoftLimitBody body) {
        if (body == null) {
            return Optional.empty();
        }
        if ((body.percent() == null) == (body.amount() == null)) {
            errors.add(field, "malformed", "has a percent or an amount, and not both");
            return Optional.empty();
        }
        if (body.percent() != null) {
            return Optional.of(new SoftLimit.Percent(number(errors, field + ".percent", body.percent(), 0, 100)));
        }
        return errors.read(field + ".amount", body.amount(), text -> notNegative(text, scale))
                .map(SoftLimit.At::new);
    }

    static Amount notNegative(String text, int scale) {
        Amount amount = Amount.parse(text, scale);
        if (amount.isNegative()) {
            throw new IllegalArgumentException("is 0 or more");
        }
        return amount;
    }

    /** The number, or the least one with an error noted. */
    static int number(FieldErrors errors, String field, @Nullable Integer given, int least, int most) {
        int number = errors.required(field, given, least);
        if (number < least || number > most) {
            errors.add(field, "malformed", "is a number from " + least + " to " + most);
            return least;
        }
        return number;
    }
}
