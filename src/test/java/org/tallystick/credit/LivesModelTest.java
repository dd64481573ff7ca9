package org.tallystick.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.tallystick.credit.NaiveCredit.Person;
import org.tallystick.credit.NaiveLives.Individual;
import org.tallystick.credit.NaiveLives.Life;
import org.tallystick.credit.NaiveLives.Limits;
import org.tallystick.credit.NaiveLives.State;
import org.tallystick.departure.CloseSettled;
import org.tallystick.platform.Sql;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.EveryText;
import org.tallystick.testing.Town;

/**
 * Random lives of members under random policies, over the API, beside a naive model of them: after each round everybody's limits,
 * balances and states are the model's, and the books are in order.
 */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class LivesModelTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    private static final BigDecimal ALONE = new BigDecimal("50.00");
    private static final int FOUNDERS = 7;
    private static final int ROUNDS = 12;
    private static final int TRADES = 20;

    @Inject
    CreditSchedule schedule;

    @Inject
    CloseSettled closing;

    @Inject
    Sql sql;

    @Inject
    EveryText everyText;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final NaiveLives model = new NaiveLives();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Set<String> forgotten = new HashSet<>();

    private Town town;
    private String first;
    private String second;
    private int policies;
    private LocalDate day = LocalDate.now(ZONE);

    /** As it stands in the database. */
    private record Row(
            BigDecimal balance, BigDecimal limit, @Nullable BigDecimal cap, String status) {}

    @RepeatedTest(2)
    void whateverHappensLimitsBandsAndSumsHold() {
        System.out.println("lives of members, seed " + seed);
        found();
        for (int round = 0; round < ROUNDS; round++) {
            enrol();
            decideOrWait(round);
            trade();
            move();
            freezeOrThaw();
            limit();
            limit();
            depart();
            writeOff();
            closing.runDue(Instant.now());
            model.closeSettled();
            erase();
            compare();
        }
        for (String word : forgotten) {
            assertThat(everyText.with(word)).as("%s, seed %d", word, seed).isEmpty();
        }
        System.out.println(seen);
        // What every run has, whatever its seed.
        assertThat(seen).as("seed %d", seed).containsKeys("booked", "refused", "waits", "evaluated", "erased");
    }

    private void found() {
        town = new Town();
        town.settings(Map.of("mediation", "administrators"));
        RandomPolicy.GROUPS.forEach(town::group);
        first = town.appoint("administrator");
        second = town.appoint("administrator");
        Api.as(
                        first,
                        Map.of(
                                "writeOffs", true,
                                "reversals", false,
                                "policies", false,
                                "limitRises", List.of(Map.of("currency", "CRED", "above", ALONE.toString())),
                                "reason", "agreed"))
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);
        for (int i = 0; i < FOUNDERS; i++) {
            enrol();
        }
    }

    private void enrol() {
        String handle = "h" + UUID.randomUUID().toString().substring(0, 12);
        String name = "N" + UUID.randomUUID();
        String kind = RandomPolicy.KINDS.get(random.nextInt(RandomPolicy.KINDS.size()));
        LocalDate joined = LocalDate.now(ZONE).minusDays(random.nextInt(600));
        post(first, "/members", Map.of("handle", handle, "name", name, "kind", kind, "joined", joined.toString()))
                .then()
                .statusCode(201);
        UUID account = sql.one(
                        "SELECT a.account_id FROM account a JOIN member m USING (community_id, member_id)"
                                + " JOIN community c USING (community_id)"
                                + " WHERE c.slug = ? AND m.handle = ? AND a.currency_code = 'CRED'",
                        row -> row.getObject(1, UUID.class),
                        town.slug(),
                        handle)
                .orElseThrow();
        Set<String> logins = Set.of(handle);
        model.begin(new Life(new Person(handle, kind, new HashSet<>(), joined, logins), account, name));
    }

    /** A new policy, the day on which the present one is read anew, or a day that is like any other. */
    private void decideOrWait(int round) {
        Optional<LocalDate> next = model.nextEvaluation();
        int what = round % 3;
        if (what == 0 || next.isEmpty()) {
            day = day.plusDays(1 + random.nextInt(9));
            Map<String, Object> policy = new HashMap<>(Map.of(
                    "from", day.toString(),
                    "creditLimit", new RandomPolicy(random).rule(),
                    "reevaluate", List.of("weekly", "never", "monthly").get(policies++ % 3),
                    "reason", "at random"));
            if (random.nextBoolean()) {
                policy.put("balanceCap", new RandomPolicy(random).rule());
            }
            post(first, "/currencies/CRED/credit-policies", policy).then().statusCode(201);
            model.decide(policy, day);
        } else {
            day = what == 1 ? next.get() : day.plusDays(1);
            count(day.isBefore(next.get()) ? "waited" : "evaluated");
        }
        schedule.runDue(day.atTime(3, 0).atZone(ZONE).toInstant());
        model.day(day);
    }

    private void trade() {
        for (int i = 0; i < TRADES; i++) {
            // Whoever is erased has no address any more.
            Life payer = any(model.lives.stream().filter(life -> life.state != State.ERASED));
            Life payee = any(model.lives.stream().filter(life -> life != payer && life.state != State.ERASED));
            BigDecimal amount = amount(random.nextInt(4) == 0 ? 150 : 12);
            boolean allowed = model.allows(payer, payee, amount);
            Response answer = Api.trade(first, town.slug(), payer.handle(), payee.handle(), amount.toString());
            assertThat(answer.statusCode())
                    .as("%s to %s: %s, seed %d: %s", payer.state, payee.state, amount, seed, answer.asString())
                    .isEqualTo(allowed ? 201 : 422);
            if (allowed) {
                model.trade(payer, payee, amount, LocalDate.parse(answer.path("valueDate")));
                count(payer.state == State.LEAVING || payee.state == State.LEAVING ? "toward zero" : "booked");
            } else {
                count("refused");
            }
        }
    }

    private void move() {
        Life life = any(model.in(State.ACTIVE));
        String group = RandomPolicy.GROUPS.get(random.nextInt(RandomPolicy.GROUPS.size()));
        if (life.person.groups().add(group)) {
            town.belong(group, life.handle()).statusCode(204);
        } else {
            life.person.groups().remove(group);
            town.leave(group, life.handle());
        }
    }

    private void freezeOrThaw() {
        Life life = any(model.in(State.ACTIVE, State.FROZEN));
        boolean thaw = life.state == State.FROZEN;
        Api.as(first, Map.of("status", thaw ? "active" : "frozen", "reason", "a quarrel"))
                .header("If-Match", "*")
                .patch(town.path("/members/" + life.handle()))
                .then()
                .statusCode(200);
        life.state = thaw ? State.ACTIVE : State.FROZEN;
    }

    private void limit() {
        Life life = any(model.in(State.ACTIVE, State.FROZEN, State.LEAVING));
        BigDecimal cap = random.nextBoolean() ? amount(400) : null;
        Limits limits = new Limits(amount(250), cap);
        LocalDate until = random.nextBoolean() ? day.plusDays(random.nextInt(20)) : null;
        Map<String, Object> body =
                new HashMap<>(Map.of("creditLimit", limits.limit().toString(), "reason", "agreed"));
        body.put("balanceCap", cap == null ? null : cap.toString());
        if (until != null) {
            body.put("until", until.toString());
        }
        Response answer =
                Api.as(first, body).header("If-Match", "*").put(town.path("/accounts/" + life.handle() + "/limits"));
        boolean steep = limits.limit().subtract(life.limits.limit()).compareTo(ALONE) > 0;
        assertThat(answer.statusCode())
                .as("seed %d: %s", seed, answer.asString())
                .isIn(steep ? Set.of(202) : Set.of(200, 202));
        if (answer.statusCode() == 200 || decide(answer)) {
            model.limit(life, new Individual(limits, until));
        }
    }

    private void depart() {
        if (model.in(State.ACTIVE).count() > FOUNDERS / 2) {
            Life life = any(model.in(State.ACTIVE));
            String cause = random.nextInt(3) == 0 ? "leaves" : "vanished";
            post(first, "/members/" + life.handle() + "/departure", Map.of("cause", cause, "reason", "moves away"))
                    .then()
                    .statusCode(201);
            life.state = State.LEAVING;
        }
    }

    /** By two; of one who has time left, not at all. */
    private void writeOff() {
        List<Life> leaving = model.in(State.LEAVING)
                .filter(life -> life.balance.signum() != 0)
                .toList();
        if (!leaving.isEmpty()) {
            Life life = any(leaving.stream());
            Response answer = Api.as(first, Map.of("against", "settlement", "reason", "nobody is found"))
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .post(town.path("/members/" + life.handle() + "/write-off"));
            assertThat(answer.statusCode())
                    .as("seed %d: %s", seed, answer.asString())
                    .isIn(202, 409);
            if (answer.statusCode() == 202 && decide(answer)) {
                model.writeOff(life);
                count("written off");
            }
        }
    }

    /** @return whether the second approves; whoever asked may not */
    private boolean decide(Response waits) {
        count("waits");
        String path = "/approvals/" + waits.path("id");
        Map<String, String> why = Map.of("reason", "seen");
        post(first, path + "/approval", why).then().statusCode(403);
        boolean approves = random.nextInt(3) > 0;
        post(second, path + (approves ? "/approval" : "/refusal"), why).then().statusCode(200);
        return approves;
    }

    private void erase() {
        List<Life> left = model.in(State.LEFT).toList();
        if (!left.isEmpty()) {
            Life life = any(left.stream());
            post(first, "/members/" + life.handle() + "/erasure", Map.of("reason", "asked for it"))
                    .then()
                    .statusCode(200);
            life.state = State.ERASED;
            forgotten.addAll(List.of(life.handle(), life.name));
            count("erased");
        }
    }

    private void compare() {
        Map<UUID, Row> rows = rows();
        BigDecimal sum = BigDecimal.ZERO;
        for (Life life : model.lives) {
            Row row = Optional.ofNullable(rows.remove(life.account)).orElseThrow();
            boolean closed = life.state == State.LEFT || life.state == State.ERASED;
            String status = closed ? "closed" : life.state.name().toLowerCase(java.util.Locale.ROOT);
            Limits limits = closed ? new Limits(row.limit(), row.cap()) : life.limits;
            assertThat(row)
                    .as("%s on %s, individual %s, seed %d", life.handle(), day, life.individual, seed)
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(new Row(life.balance, limits.limit(), limits.cap(), status));
            sum = sum.add(life.balance);
        }
        // What is left in the currency are the community's own accounts, and they hold all that was written off.
        BigDecimal own = rows.values().stream().map(Row::balance).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(own).as("seed %d", seed).isEqualByComparingTo(model.settlement);
        assertThat(sum.add(own)).as("seed %d", seed).isEqualByComparingTo("0");
        town.get(first, "/verification").statusCode(200).body("ok", equalTo(true));
    }

    private Map<UUID, Row> rows() {
        Map<UUID, Row> rows = new HashMap<>();
        sql.list(
                        "SELECT a.account_id, a.balance, a.credit_limit, a.balance_cap, a.status FROM account a"
                                + " JOIN community c USING (community_id) WHERE c.slug = ? AND a.currency_code = 'CRED'",
                        row -> Map.entry(
                                row.getObject(1, UUID.class),
                                new Row(
                                        row.getBigDecimal(2).movePointLeft(2),
                                        Optional.ofNullable(row.getBigDecimal(3))
                                                .orElse(BigDecimal.ZERO)
                                                .movePointLeft(2),
                                        Optional.ofNullable(row.getBigDecimal(4))
                                                .map(cap -> cap.movePointLeft(2))
                                                .orElse(null),
                                        row.getString(5))),
                        town.slug())
                .forEach(entry -> rows.put(entry.getKey(), entry.getValue()));
        return rows;
    }

    private Response post(String token, String path, Map<String, ?> body) {
        return Api.as(token, body).post(town.path(path));
    }

    private Life any(Stream<Life> some) {
        List<Life> list = new ArrayList<>(some.toList());
        return list.get(random.nextInt(list.size()));
    }

    private BigDecimal amount(int below) {
        return BigDecimal.valueOf(1 + random.nextInt(below * 100), 2);
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }
}
