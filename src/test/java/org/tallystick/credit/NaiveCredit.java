package org.tallystick.credit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Limits by the words of docs/credit.md, in decimals, trade by trade, with nothing of the product's own. */
final class NaiveCredit {
    /** Everybody, by handle. */
    final List<Person> people = new ArrayList<>();

    final List<Deal> deals = new ArrayList<>();

    /** @param logins of those who act for it */
    record Person(String handle, String kind, Set<String> groups, LocalDate joined, Set<String> logins) {}

    /** A trade, and what of it was given back. */
    static final class Deal {
        final String payer;
        final String payee;
        final BigDecimal amount;
        final LocalDate day;
        BigDecimal givenBack = BigDecimal.ZERO;

        Deal(String payer, String payee, BigDecimal amount, LocalDate day) {
            this.payer = payer;
            this.payee = payee;
            this.amount = amount;
            this.day = day;
        }
    }

    BigDecimal limit(Map<String, ?> rule, Person person, LocalDate asOf) {
        return switch ((String) rule.get("rule")) {
            case "fixed" -> decimal(rule, "amount");
            case "by-kind-or-group" -> byCase(rule, person);
            case "earned" -> earned(rule, person, asOf);
            default -> ladder(rule, person, asOf);
        };
    }

    @SuppressWarnings("unchecked")
    private static BigDecimal byCase(Map<String, ?> rule, Person person) {
        for (Map<String, String> one : (List<Map<String, String>>) rule.get("cases")) {
            boolean fits = one.containsKey("kind")
                    ? one.get("kind").equals(person.kind())
                    : person.groups().contains(one.get("group"));
            if (fits) {
                return new BigDecimal(one.get("amount"));
            }
        }
        return decimal(rule, "otherwise");
    }

    private BigDecimal earned(Map<String, ?> rule, Person person, LocalDate asOf) {
        BigDecimal sum = BigDecimal.ZERO;
        int partners = 0;
        for (Person other : people) {
            BigDecimal part = paid(other, person, rule, asOf).subtract(paid(person, other, rule, asOf));
            if (part.signum() > 0 && !share(person, other)) {
                partners++;
                sum = sum.add(part.min(decimal(rule, "perPartner")));
            }
        }
        BigDecimal value = partners < (Integer) rule.get("partners")
                ? BigDecimal.ZERO
                : sum.multiply(decimal(rule, "share")).setScale(2, RoundingMode.DOWN);
        return value.max(decimal(rule, "floor")).min(decimal(rule, "ceiling"));
    }

    @SuppressWarnings("unchecked")
    private BigDecimal ladder(Map<String, ?> rule, Person person, LocalDate asOf) {
        BigDecimal turnover = BigDecimal.ZERO;
        for (Person other : people) {
            if (!share(person, other)) {
                BigDecimal both = paid(other, person, rule, asOf).add(paid(person, other, rule, asOf));
                turnover = turnover.add(rule.containsKey("perPartner") ? both.min(decimal(rule, "perPartner")) : both);
            }
        }
        BigDecimal value = decimal(rule, "otherwise");
        for (Map<String, ?> step : (List<Map<String, ?>>) rule.get("steps")) {
            boolean old = ChronoUnit.MONTHS.between(person.joined(), asOf) >= (Integer) step.get("months");
            if (old && turnover.compareTo(decimal(step, "turnover")) >= 0) {
                value = decimal(step, "amount");
            }
        }
        return value;
    }

    private BigDecimal paid(Person payer, Person payee, Map<String, ?> rule, LocalDate asOf) {
        LocalDate first = asOf.minusDays((Integer) rule.get("days"));
        BigDecimal sum = BigDecimal.ZERO;
        for (Deal deal : deals) {
            if (deal.payer.equals(payer.handle())
                    && deal.payee.equals(payee.handle())
                    && !deal.day.isBefore(first)
                    && deal.day.isBefore(asOf)) {
                sum = sum.add(deal.amount).subtract(deal.givenBack);
            }
        }
        return sum;
    }

    private static boolean share(Person one, Person other) {
        Set<String> both = new HashSet<>(one.logins());
        both.retainAll(other.logins());
        return !both.isEmpty();
    }

    private static BigDecimal decimal(Map<String, ?> rule, String field) {
        return new BigDecimal((String) rule.get(field));
    }
}
