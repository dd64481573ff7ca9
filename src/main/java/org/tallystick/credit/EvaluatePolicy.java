package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tallystick.credit.PartnerSql.Traded;
import org.tallystick.credit.Verdict.Found;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.AmountOverflowException;
import org.tallystick.platform.Database;

/**
 * Finds the limits of members by the rules of a policy. It writes nothing. Whatever the number of members, it takes a statement
 * for them and one for each period that the rules read: two at the most.
 */
@ApplicationScoped
class EvaluatePolicy {
    private final Database database;

    EvaluatePolicy(Database database) {
        this.database = database;
    }

    /**
     * In the order of the handles.
     *
     * @param asOf the day for which limits are found: what is booked on it, or later, does not count
     * @param accounts empty: all of the currency
     */
    List<Verdict> evaluate(PolicyPlace place, Rules rules, LocalDate asOf, Optional<Collection<AccountId>> accounts) {
        // It is a transaction: only within one are rows fetched some at a time, and not all at once.
        return database.withPatience(connection -> evaluate(connection, place, rules, asOf, accounts));
    }

    private static List<Verdict> evaluate(
            Connection connection,
            PolicyPlace place,
            Rules rules,
            LocalDate asOf,
            Optional<Collection<AccountId>> accounts)
            throws SQLException {
        List<Standing> standings =
                new StandingSql(connection, place.community(), place.currency().code()).read(accounts);
        Map<OptionalInt, Traded> traded = traded(connection, place, rules, asOf, accounts);
        List<Verdict> verdicts = new ArrayList<>();
        for (Standing standing : standings) {
            verdicts.add(verdict(standing, rules, asOf, traded));
        }
        return verdicts;
    }

    private static Map<OptionalInt, Traded> traded(
            Connection connection,
            PolicyPlace place,
            Rules rules,
            LocalDate asOf,
            Optional<Collection<AccountId>> accounts)
            throws SQLException {
        Map<OptionalInt, Traded> traded = new HashMap<>();
        traded.put(OptionalInt.empty(), Traded.NOTHING);
        List<LimitRule> all = new ArrayList<>(List.of(rules.creditLimit()));
        rules.balanceCap().ifPresent(all::add);
        Instant until = asOf.atStartOfDay(place.zone()).toInstant();
        for (LimitRule rule : all) {
            if (!traded.containsKey(rule.days())) {
                Instant from = asOf.minusDays(rule.days().getAsInt())
                        .atStartOfDay(place.zone())
                        .toInstant();
                traded.put(
                        rule.days(),
                        new PartnerSql(
                                        connection,
                                        place.community(),
                                        place.currency().code())
                                .read(from, until, accounts));
            }
        }
        return traded;
    }

    private static Verdict verdict(Standing standing, Rules rules, LocalDate asOf, Map<OptionalInt, Traded> traded) {
        try {
            Finding creditLimit = find(rules.creditLimit(), standing, asOf, traded);
            Optional<Finding> balanceCap = rules.balanceCap().map(rule -> find(rule, standing, asOf, traded));
            return new Verdict(standing, Optional.of(new Found(creditLimit, balanceCap)));
        } catch (AmountOverflowException e) {
            return new Verdict(standing, Optional.empty());
        }
    }

    private static Finding find(LimitRule rule, Standing standing, LocalDate asOf, Map<OptionalInt, Traded> traded) {
        Traded inPeriod = traded.getOrDefault(rule.days(), Traded.NOTHING);
        return rule.of(new MemberFacts(
                standing.kind(), standing.groups(), standing.joined(), asOf, inPeriod.with(standing.account())));
    }

    /** What a member who comes on this day begins with: nothing was traded yet. */
    static Found ofNewcomer(Rules rules, String kind, Collection<String> groups, LocalDate joined, LocalDate asOf) {
        MemberFacts facts = new MemberFacts(kind, Set.copyOf(groups), joined, asOf, List.of());
        return new Found(rules.creditLimit().of(facts), rules.balanceCap().map(rule -> rule.of(facts)));
    }
}
