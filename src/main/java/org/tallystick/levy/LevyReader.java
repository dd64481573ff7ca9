package org.tallystick.levy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.category.Category;
import org.tallystick.group.Groups;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.LevyRule;
import org.tallystick.levy.LevyBody.ExemptBody;
import org.tallystick.levy.LevyPolicy.Terms;
import org.tallystick.member.MemberKind;
import org.tallystick.problem.FieldErrors;
import org.tallystick.web.Dates;

/**
 * Reads a levy strictly.
 *
 * @param today in the community's time zone
 */
record LevyReader(
        FieldErrors errors, int scale, LocalDate today, Predicate<String> knowsGroup, Predicate<String> knowsCategory) {
    private static final int MOST_YEARS_AHEAD = 3;
    private static final int MOST_EXEMPTIONS = 100;
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,4})?");

    /** The day from which it is in force: today, or one to come. */
    LocalDate from(LevyBody body) {
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

    Terms terms(LevyBody body) {
        return new Terms(rule("payer", body.payer()), rule("payee", body.payee()), exemptions(body.exempt()));
    }

    private Optional<LevyRule> rule(String side, @Nullable LevyRuleBody body) {
        if (body == null) {
            return Optional.empty();
        }
        if (body.percent() == null && body.fixed() == null) {
            errors.add(side, "malformed", "has a percent, a fixed amount, or both");
            return Optional.empty();
        }
        int before = errors.list().size();
        Optional<Integer> parts = errors.readIfPresent(side + ".percent", body.percent(), LevyReader::partsPerMillion);
        Optional<Amount> fixed = amount(side + ".fixed", body.fixed());
        Optional<Amount> floor = amount(side + ".floor", body.floor());
        Optional<Amount> ceiling = amount(side + ".ceiling", body.ceiling());
        if (errors.list().size() > before) {
            return Optional.empty();
        }
        if (floor.isPresent() && ceiling.isPresent() && floor.get().isMoreThan(ceiling.get())) {
            errors.add(side + ".ceiling", "malformed", "lies below the floor");
            return Optional.empty();
        }
        return Optional.of(new LevyRule(parts.orElse(0), fixed.orElse(Amount.ZERO), floor, ceiling));
    }

    private static int partsPerMillion(String text) {
        BigDecimal percent = PERCENT.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.TEN.negate();
        int parts = percent.movePointRight(LevyRuleBody.PERCENT_DIGITS).intValueExact();
        if (parts < 0 || parts > LevyRule.MILLION) {
            throw new IllegalArgumentException(
                    "is from 0 to 100, with at most " + LevyRuleBody.PERCENT_DIGITS + " digits behind the point");
        }
        return parts;
    }

    private Optional<Amount> amount(String field, @Nullable String given) {
        return errors.readIfPresent(field, given, text -> {
            Amount amount = Amount.parse(text, scale);
            if (amount.isNegative()) {
                throw new IllegalArgumentException("is 0 or more");
            }
            return amount;
        });
    }

    private Exemptions exemptions(@Nullable ExemptBody body) {
        return body == null
                ? Exemptions.NONE
                : new Exemptions(
                        codes(
                                "exempt.kinds",
                                body.kinds(),
                                code -> MemberKind.read(code).text()),
                        codes("exempt.groups", body.groups(), this::group),
                        codes("exempt.categories", body.categories(), this::category));
    }

    private Set<String> codes(String field, @Nullable List<@Nullable String> given, Function<String, String> reader) {
        Set<String> codes = new HashSet<>();
        if (given == null) {
            return codes;
        }
        if (given.size() > MOST_EXEMPTIONS) {
            errors.add(field, "too-many", "has " + given.size() + " codes; at most " + MOST_EXEMPTIONS + " fit");
            return codes;
        }
        for (int i = 0; i < given.size(); i++) {
            errors.read(field + "[" + i + "]", given.get(i), reader).ifPresent(codes::add);
        }
        return codes;
    }

    private String group(String text) {
        String code = Groups.readCode(text);
        if (!knowsGroup.test(code)) {
            throw new IllegalArgumentException("is no group of this community");
        }
        return code;
    }

    private String category(String text) {
        String code = Category.readCode(text);
        if (!knowsCategory.test(code)) {
            throw new IllegalArgumentException("is no category of this community");
        }
        return code;
    }
}
