package org.tallystick.credit;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.NaiveCredit.Deal;
import org.tallystick.credit.NaiveCredit.Person;

/** What becomes of members by the words of the documents, with nothing of the product's own. */
final class NaiveLives {
    final List<Life> lives = new ArrayList<>();
    final NaiveCredit credit = new NaiveCredit();
    BigDecimal settlement = BigDecimal.ZERO;

    /** In force; empty before the first. */
    private @Nullable Map<String, Object> policy;

    private Optional<LocalDate> nextEvaluation = Optional.empty();

    enum State {
        ACTIVE,
        FROZEN,
        LEAVING,
        LEFT,
        ERASED
    }

    /** @param cap null: none */
    record Limits(BigDecimal limit, @Nullable BigDecimal cap) {}

    /** @param until null: until they are changed */
    record Individual(Limits limits, @Nullable LocalDate until) {}

    /** A member from the first day to the last. */
    static final class Life {
        final Person person;
        final UUID account;
        final String name;
        BigDecimal balance = BigDecimal.ZERO;
        State state = State.ACTIVE;
        Limits limits = new Limits(BigDecimal.ZERO, null);
        Optional<Individual> individual = Optional.empty();

        Life(Person person, UUID account, String name) {
            this.person = person;
            this.account = account;
            this.name = name;
        }

        String handle() {
            return person.handle();
        }

        boolean trades() {
            return state == State.ACTIVE || state == State.LEAVING;
        }
    }

    Stream<Life> in(State... states) {
        return lives.stream().filter(life -> List.of(states).contains(life.state));
    }

    void begin(Life life) {
        lives.add(life);
        credit.people.add(life.person);
    }

    boolean allows(Life payer, Life payee, BigDecimal amount) {
        BigDecimal after = payer.balance.subtract(amount);
        BigDecimal gained = payee.balance.add(amount);
        boolean payerLeaves = payer.state == State.LEAVING;
        boolean payeeLeaves = payee.state == State.LEAVING;
        BigDecimal cap = payee.limits.cap();
        return payer.trades()
                && payee.trades()
                && !(payerLeaves && after.signum() < 0)
                && !(payeeLeaves && gained.signum() > 0)
                && after.compareTo(payer.limits.limit().negate()) >= 0
                && (cap == null || gained.compareTo(cap) <= 0);
    }

    void trade(Life payer, Life payee, BigDecimal amount, LocalDate day) {
        payer.balance = payer.balance.subtract(amount);
        payee.balance = payee.balance.add(amount);
        credit.deals.add(new Deal(payer.handle(), payee.handle(), amount, day));
    }

    void writeOff(Life life) {
        settlement = settlement.add(life.balance);
        life.balance = BigDecimal.ZERO;
        life.state = State.LEFT;
    }

    void limit(Life life, Individual individual) {
        life.individual = Optional.of(individual);
        life.limits = individual.limits();
    }

    void closeSettled() {
        in(State.LEAVING).filter(life -> life.balance.signum() == 0).forEach(life -> life.state = State.LEFT);
    }

    void decide(Map<String, Object> version, LocalDate from) {
        policy = version;
        nextEvaluation = Optional.of(from);
    }

    Optional<LocalDate> nextEvaluation() {
        return nextEvaluation;
    }

    /** A day comes: individual limits end, and the policy is read anew where that is due. */
    void day(LocalDate day) {
        boolean due = nextEvaluation.filter(next -> !next.isAfter(day)).isPresent();
        for (Life life : in(State.ACTIVE, State.FROZEN, State.LEAVING).toList()) {
            boolean over = life.individual
                    .map(Individual::until)
                    .filter(until -> until.isBefore(day))
                    .isPresent();
            if (over) {
                life.individual = Optional.empty();
            }
            if (over || (due && life.individual.isEmpty())) {
                life.limits = byPolicy(life, day);
            }
        }
        if (due) {
            nextEvaluation = after(day);
        }
    }

    private Optional<LocalDate> after(LocalDate day) {
        String again = String.valueOf(policy().get("reevaluate"));
        LocalDate next = day.plusDays(1);
        while (again.equals("weekly") ? next.getDayOfWeek() != DayOfWeek.MONDAY : next.getDayOfMonth() != 1) {
            next = next.plusDays(1);
        }
        return again.equals("never") ? Optional.empty() : Optional.of(next);
    }

    @SuppressWarnings("unchecked")
    private Limits byPolicy(Life life, LocalDate day) {
        if (policy().isEmpty()) {
            return new Limits(BigDecimal.ZERO, null);
        }
        Object cap = policy().get("balanceCap");
        return new Limits(
                credit.limit((Map<String, Object>) policy().get("creditLimit"), life.person, day),
                cap == null ? null : credit.limit((Map<String, Object>) cap, life.person, day));
    }

    private Map<String, Object> policy() {
        return policy == null ? Map.of() : policy;
    }
}
