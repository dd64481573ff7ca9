package org.tallystick.credit;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.LimitRule.Case;
import org.tallystick.credit.LimitRule.Trait;
import org.tallystick.ledger.Amount;

/** Puts what a rule has found into words and numbers. */
final class ExplainFinding {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private ExplainFinding() {}

    /** @param noun {@code credit limit} or {@code balance cap} */
    static Explained of(Finding finding, String noun, int scale, LocalDate asOf) {
        if (finding instanceof Finding.Matched matched) {
            return matched(matched, noun, scale);
        }
        if (finding instanceof Finding.Earned earned) {
            return earned(earned, noun, scale, asOf);
        }
        if (finding instanceof Finding.Climbed climbed) {
            return climbed(climbed, noun, scale, asOf);
        }
        String value = finding.value().format(scale);
        return plain(RuleBody.FIXED, value, "The " + noun + " is " + value + " for every member.", null, null);
    }

    private static Explained plain(
            String rule, String value, String words, @Nullable String kind, @Nullable String group) {
        return new Explained(
                rule, value, words, kind, group, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }

    private static Explained matched(Finding.Matched matched, String noun, int scale) {
        String value = matched.value().format(scale);
        if (matched.match().isEmpty()) {
            String words = "The " + noun + " is " + value + " for all whom no other case of the policy fits.";
            return plain(RuleBody.BY_KIND_OR_GROUP, value, words, null, null);
        }
        Case match = matched.match().get();
        boolean kind = match.trait() == Trait.KIND;
        String words = "The " + noun + " of "
                + (kind ? "members of the kind " + match.name() : "members of the group " + match.name())
                + " is " + value + ".";
        return plain(RuleBody.BY_KIND_OR_GROUP, value, words, kind ? match.name() : null, kind ? null : match.name());
    }

    private static Explained earned(Finding.Earned earned, String noun, int scale, LocalDate asOf) {
        LimitRule.Earned rule = earned.rule();
        String value = earned.value().format(scale);
        String perPartner = rule.perPartner().format(scale);
        String counted = earned.counted().format(scale);
        StringBuilder words = new StringBuilder("You received ")
                .append(earned.received().format(scale))
                .append(" from ")
                .append(count(earned.partners(), "partner"))
                .append(period(rule.period(), asOf))
                .append(", less what you paid them.");
        if (!earned.enoughPartners()) {
            words.append(" It takes ")
                    .append(count(rule.leastPartners(), "partner"))
                    .append(" to earn a ")
                    .append(noun)
                    .append(", so yours is the least that there is, ")
                    .append(value)
                    .append('.');
        } else {
            if (earned.counted().isLessThan(earned.received())) {
                words.append(" Of each, ")
                        .append(perPartner)
                        .append(" counts at the most: together ")
                        .append(counted)
                        .append('.');
            }
            words.append(" Times ")
                    .append(rule.share().toPlainString())
                    .append(" that is ")
                    .append(earned.shareOfIt().format(scale))
                    .append(bounds(earned, scale))
                    .append(" Your ")
                    .append(noun)
                    .append(" is ")
                    .append(value)
                    .append('.');
        }
        return new Explained(
                RuleBody.EARNED,
                value,
                words.toString(),
                null,
                null,
                asOf.minusDays(rule.period()),
                asOf.minusDays(1),
                earned.partners(),
                rule.leastPartners(),
                earned.received().format(scale),
                counted,
                perPartner,
                rule.share().toPlainString(),
                rule.floor().format(scale),
                rule.ceiling().format(scale),
                null,
                null,
                null);
    }

    private static String bounds(Finding.Earned earned, int scale) {
        LimitRule.Earned rule = earned.rule();
        if (earned.shareOfIt().isLessThan(rule.floor())) {
            return "; the least that there is, is " + rule.floor().format(scale) + ".";
        }
        if (earned.shareOfIt().isMoreThan(rule.ceiling())) {
            return "; the most that there is, is " + rule.ceiling().format(scale) + ".";
        }
        return ", within " + rule.floor().format(scale) + " and "
                + rule.ceiling().format(scale) + ".";
    }

    private static Explained climbed(Finding.Climbed climbed, String noun, int scale, LocalDate asOf) {
        LimitRule.Ladder rule = climbed.rule();
        boolean capped = !rule.perPartner().equals(Amount.LARGEST);
        String value = climbed.value().format(scale);
        String turnover = climbed.turnover().format(scale);
        String where = climbed.step() == 0
                ? "beneath the first of " + count(rule.steps().size(), "step")
                : "on step " + climbed.step() + " of " + rule.steps().size();
        String words = "You have been a member for " + count(climbed.months(), "month") + ", and received and paid "
                + turnover + period(rule.period(), asOf) + ": you are " + where + ", where the " + noun + " is " + value
                + ".";
        return new Explained(
                RuleBody.LADDER,
                value,
                words,
                null,
                null,
                asOf.minusDays(rule.period()),
                asOf.minusDays(1),
                null,
                null,
                null,
                null,
                capped ? rule.perPartner().format(scale) : null,
                null,
                null,
                null,
                climbed.months(),
                turnover,
                climbed.step());
    }

    private static String period(int days, LocalDate asOf) {
        return " in the " + count(days, "day") + " before " + inWords(asOf);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String inWords(LocalDate date) {
        return DATE.format(date);
    }
}
