package org.tallystick.credit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.LimitRule.Case;
import org.tallystick.credit.LimitRule.Step;
import org.tallystick.credit.LimitRule.Trait;
import org.tallystick.credit.RuleBody.CaseBody;
import org.tallystick.credit.RuleBody.StepBody;
import org.tallystick.group.Groups;
import org.tallystick.ledger.Amount;
import org.tallystick.member.MemberKind;
import org.tallystick.problem.FieldErrors;

/**
 * Reads a rule strictly: each field at fault is named, and so is one that another kind of rule has.
 *
 * @param prefix of the names of the rule's fields: {@code creditLimit.}
 * @param knowsGroup whether there is a group of this code
 */
record RuleReader(FieldErrors errors, String prefix, int scale, Predicate<String> knowsGroup) {
    static final int MOST_DAYS = 3_660;
    static final int MOST_PARTNERS = 1_000;
    static final int MOST_CASES = 100;
    static final int MOST_STEPS = 50;
    static final int MOST_MONTHS = 1_200;

    private static final Pattern SHARE = Pattern.compile("[01](\\.[0-9]{1,4})?");
    private static final Map<String, Set<String>> FIELDS = Map.of(
            RuleBody.FIXED, Set.of("amount"),
            RuleBody.BY_KIND_OR_GROUP, Set.of("cases", "otherwise"),
            RuleBody.EARNED, Set.of("share", "days", "partners", "perPartner", "floor", "ceiling"),
            RuleBody.LADDER, Set.of("steps", "otherwise", "days", "perPartner"));

    /** The rule; of one at fault, empty or something that is no rule of anybody, for the errors are thrown. */
    Optional<LimitRule> read(RuleBody body) {
        Optional<String> kind = errors.read(prefix + "rule", body.rule(), text -> {
            if (!FIELDS.containsKey(text)) {
                throw new IllegalArgumentException("must be \"fixed\", \"by-kind-or-group\", \"earned\" or \"ladder\"");
            }
            return text;
        });
        if (kind.isEmpty() || hasForeignFields(kind.get(), body)) {
            return Optional.empty();
        }
        return switch (kind.get()) {
            case RuleBody.FIXED -> amount("amount", body.amount()).map(LimitRule.Fixed::new);
            case RuleBody.BY_KIND_OR_GROUP -> byKindOrGroup(body);
            case RuleBody.EARNED -> earned(body);
            default -> ladder(body);
        };
    }

    private boolean hasForeignFields(String kind, RuleBody body) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("amount", body.amount());
        given.put("cases", body.cases());
        given.put("otherwise", body.otherwise());
        given.put("share", body.share());
        given.put("days", body.days());
        given.put("partners", body.partners());
        given.put("perPartner", body.perPartner());
        given.put("floor", body.floor());
        given.put("ceiling", body.ceiling());
        given.put("steps", body.steps());
        boolean any = false;
        for (Map.Entry<String, @Nullable Object> field : given.entrySet()) {
            if (field.getValue() != null && !FIELDS.getOrDefault(kind, Set.of()).contains(field.getKey())) {
                errors.add(prefix + field.getKey(), "unknown-field", "does not belong to a rule \"" + kind + "\"");
                any = true;
            }
        }
        return any;
    }

    private Optional<LimitRule> byKindOrGroup(RuleBody body) {
        Optional<Amount> otherwise = amount("otherwise", body.otherwise());
        List<@Nullable CaseBody> given = list("cases", body.cases(), MOST_CASES);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String field = "cases[" + i + "]";
            CaseBody one = given.get(i);
            if (one == null || (one.kind() == null) == (one.group() == null)) {
                errors.add(prefix + field, "malformed", "names a kind or a group, and not both");
                continue;
            }
            Optional<String> name = one.kind() != null
                    ? errors.read(
                            prefix + field + ".kind",
                            one.kind(),
                            text -> MemberKind.read(text).text())
                    : errors.read(prefix + field + ".group", one.group(), this::group);
            Optional<Amount> amount = amount(field + ".amount", one.amount());
            if (name.isPresent() && amount.isPresent()) {
                cases.add(new Case(one.kind() != null ? Trait.KIND : Trait.GROUP, name.get(), amount.get()));
            }
        }
        return otherwise.map(amount -> new LimitRule.ByKindOrGroup(cases, amount));
    }

    private String group(String text) {
        String code = Groups.readCode(text);
        if (!knowsGroup.test(code)) {
            throw new IllegalArgumentException("names no group of this community");
        }
        return code;
    }

    private Optional<LimitRule> earned(RuleBody body) {
        Optional<BigDecimal> share = errors.read(prefix + "share", body.share(), RuleReader::share);
        int days = number("days", body.days(), 1, MOST_DAYS);
        int partners = number("partners", body.partners(), 1, MOST_PARTNERS);
        Optional<Amount> perPartner = amount("perPartner", body.perPartner());
        Optional<Amount> floor = amount("floor", body.floor());
        Optional<Amount> ceiling = amount("ceiling", body.ceiling());
        if (share.isEmpty() || perPartner.isEmpty() || floor.isEmpty() || ceiling.isEmpty()) {
            return Optional.empty();
        }
        if (floor.get().isMoreThan(ceiling.get())) {
            errors.add(prefix + "floor", "malformed", "lies above the ceiling");
            return Optional.empty();
        }
        return Optional.of(
                new LimitRule.Earned(share.get(), days, partners, perPartner.get(), floor.get(), ceiling.get()));
    }

    private static BigDecimal share(String text) {
        if (!SHARE.matcher(text).matches() || new BigDecimal(text).compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "is a decimal from 0 to 1 with at most 4 digits after the point, as 0.5");
        }
        return new BigDecimal(text);
    }

    private Optional<LimitRule> ladder(RuleBody body) {
        Optional<Amount> otherwise = amount("otherwise", body.otherwise());
        int days = number("days", body.days(), 1, MOST_DAYS);
        Amount perPartner = body.perPartner() == null
                ? Amount.LARGEST
                : amount("perPartner", body.perPartner()).orElse(Amount.LARGEST);
        List<@Nullable StepBody> given = list("steps", body.steps(), MOST_STEPS);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String field = "steps[" + i + "]";
            StepBody one = given.get(i);
            if (one == null) {
                errors.add(prefix + field, "required", "is required");
                continue;
            }
            int months = number(field + ".months", one.months(), 0, MOST_MONTHS);
            Optional<Amount> turnover = amount(field + ".turnover", one.turnover());
            Optional<Amount> amount = amount(field + ".amount", one.amount());
            if (turnover.isPresent() && amount.isPresent()) {
                steps.add(new Step(months, turnover.get(), amount.get()));
                requireRising(steps, field);
            }
        }
        return otherwise.map(amount -> new LimitRule.Ladder(steps, amount, days, perPartner));
    }

    /** Else a step would never count, or more would be asked for less. */
    private void requireRising(List<Step> steps, String field) {
        if (steps.size() < 2) {
            return;
        }
        Step before = steps.get(steps.size() - 2);
        Step last = steps.get(steps.size() - 1);
        if (last.months() < before.months()) {
            errors.add(prefix + field + ".months", "malformed", "is less than in the step before");
        }
        if (last.turnover().isLessThan(before.turnover())) {
            errors.add(prefix + field + ".turnover", "malformed", "is less than in the step before");
        }
        if (last.amount().isLessThan(before.amount())) {
            errors.add(prefix + field + ".amount", "malformed", "is less than in the step before");
        }
    }

    private <T> List<@Nullable T> list(String field, @Nullable List<@Nullable T> given, int most) {
        List<@Nullable T> present = errors.required(prefix + field, given, List.of());
        if (given != null && (present.isEmpty() || present.size() > most)) {
            errors.add(prefix + field, "size", "has " + present.size() + " entries; 1 to " + most + " fit");
            return List.of();
        }
        return present;
    }

    private Optional<Amount> amount(String field, @Nullable String text) {
        return errors.read(prefix + field, text, given -> PolicyReader.notNegative(given, scale));
    }

    private int number(String field, @Nullable Integer given, int least, int most) {
        return PolicyReader.number(errors, prefix + field, given, least, most);
    }
}
