package org.tallystick.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.tallystick.account.AccountRef;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.community.Community;
import org.tallystick.credit.NaiveCredit.Deal;
import org.tallystick.credit.NaiveCredit.Person;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Party;
import org.tallystick.ledger.TradeDraft;
import org.tallystick.member.EnrolMembers;
import org.tallystick.member.Handle;
import org.tallystick.member.MemberKind;
import org.tallystick.member.NewMember;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.posting.Outcome;
import org.tallystick.posting.Posting;
import org.tallystick.posting.TradeOrder;
import org.tallystick.posting.TradeUnit;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;

/** Random members, trades and policies: the limits equal those of a naive recomputation, and no balance moves. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class CreditModelTest {
    private static final int PEOPLE = 14;
    private static final int DEALS = 250;
    private static final int DAYS = 400;
    private static final int POLICIES = 6;

    @Inject
    Fixtures fixtures;

    @Inject
    EnrolMembers enrolMembers;

    @Inject
    Posting posting;

    @Inject
    CreditSchedule schedule;

    @Inject
    Sql sql;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final NaiveCredit naive = new NaiveCredit();
    private final Set<String> individual = new HashSet<>();
    private final Map<UUID, Deal> deals = new HashMap<>();

    @RepeatedTest(3)
    void limitsAfterApplyingAreThoseOfANaiveRecomputation() {
        Community community = fixtures.community();
        String operator = Api.operatorToken();
        String path = "/v1/communities/" + community.slug();
        people(community, operator, path);
        LocalDate today = LocalDate.now(community.timeZone());
        trades(community, today);
        reversals(operator, path);
        Map<String, Object> balances = balances(community);

        for (int day = 1; day <= POLICIES; day++) {
            LocalDate asOf = today.plusDays(day);
            Map<String, Object> policy = new HashMap<>(Map.of(
                    "from", asOf.toString(), "creditLimit", new RandomPolicy(random).rule(), "reason", "at random"));
            if (random.nextInt(3) > 0) {
                policy.put("balanceCap", new RandomPolicy(random).rule());
            }
            Api.as(operator, policy)
                    .post(path + "/currencies/CRED/credit-policies")
                    .then()
                    .statusCode(201);
            schedule.runDue(asOf.atTime(3, 0).atZone(community.timeZone()).toInstant());
            for (Person person : naive.people) {
                if (!individual.contains(person.handle())) {
                    assertLimits(operator, path, policy, person, asOf);
                }
            }
        }
        for (String handle : individual) {
            assertThat(Api.as(operator).get(path + "/accounts/" + handle).<String>path("creditLimit"))
                    .as("seed %d", seed)
                    .isEqualTo("77.00");
        }
        assertThat(balances(community)).as("seed %d", seed).isEqualTo(balances);
        Api.as(operator).get(path + "/verification").then().statusCode(200).body("ok", equalTo(true));
    }

    @SuppressWarnings("unchecked")
    private void assertLimits(String operator, String path, Map<String, Object> policy, Person person, LocalDate asOf) {
        Response account = Api.as(operator).get(path + "/accounts/" + person.handle());
        assertThat(new BigDecimal(account.<String>path("creditLimit")))
                .as("credit limit of %s under %s, seed %d", person, policy, seed)
                .isEqualByComparingTo(naive.limit((Map<String, Object>) policy.get("creditLimit"), person, asOf));
        @Nullable Map<String, Object> capRule = (Map<String, Object>) policy.get("balanceCap");
        @Nullable String cap = account.path("balanceCap");
        if (capRule == null) {
            assertThat(cap).as("seed %d", seed).isNull();
        } else {
            assertThat(new BigDecimal(String.valueOf(cap)))
                    .as("balance cap of %s under %s, seed %d", person, policy, seed)
                    .isEqualByComparingTo(naive.limit(capRule, person, asOf));
        }
    }

    private void people(Community community, String operator, String path) {
        for (String group : RandomPolicy.GROUPS) {
            Api.as(operator, Map.of("code", group, "name", group, "reason", "a test"))
                    .post(path + "/groups")
                    .then()
                    .statusCode(201);
        }
        LocalDate today = LocalDate.now(community.timeZone());
        for (int i = 0; i < PEOPLE; i++) {
            String handle = "p" + (10 + i);
            String kind = RandomPolicy.KINDS.get(random.nextInt(3));
            LocalDate joined = today.minusDays(random.nextInt(800));
            enrolMembers.enrol(
                    community.id(),
                    List.of(new NewMember(
                            new Handle(handle),
                            handle,
                            MemberKind.read(kind),
                            Optional.empty(),
                            Optional.of(joined),
                            Optional.empty(),
                            Optional.empty())),
                    Actor.of(Ids.next()),
                    new Reason("test"));
            Set<String> groups = new HashSet<>();
            for (String group : RandomPolicy.GROUPS) {
                if (random.nextInt(3) == 0) {
                    Api.as(operator).put(path + "/groups/" + group + "/members/" + handle + "?reason=test");
                    groups.add(group);
                }
            }
            Set<String> logins = new HashSet<>(Set.of(handle));
            if (i > 0 && random.nextInt(4) == 0) {
                String household = naive.people.get(random.nextInt(i)).handle();
                sql.update(
                        "INSERT INTO membership SELECT o.community_id, s.user_id, m.member_id, 'owner' FROM member m"
                                + " JOIN member o ON o.community_id = m.community_id AND o.handle = ?"
                                + " JOIN membership s ON s.community_id = o.community_id AND s.member_id = o.member_id"
                                + " JOIN app_user u ON u.user_id = s.user_id AND u.username = ?"
                                + " WHERE m.community_id = ? AND m.handle = ?",
                        household,
                        household + "@" + community.slug(),
                        community.id().value(),
                        handle);
                logins.add(household);
            }
            naive.people.add(new Person(handle, kind, groups, joined, logins));
        }
        for (Person person : naive.people) {
            if (random.nextInt(6) == 0) {
                Map<String, Object> limits = new HashMap<>(Map.of("creditLimit", "77.00", "reason", "agreed"));
                limits.put("balanceCap", null);
                Api.as(operator, limits)
                        .header("If-Match", "*")
                        .put(path + "/accounts/" + person.handle() + "/limits")
                        .then()
                        .statusCode(200);
                individual.add(person.handle());
            }
        }
    }

    /** In the order of their days, with the community's own accounts among them. */
    private void trades(Community community, LocalDate today) {
        List<Integer> days = new ArrayList<>();
        for (int i = 0; i < DEALS; i++) {
            days.add(1 + random.nextInt(DAYS));
        }
        days.sort(java.util.Comparator.reverseOrder());
        long version = fixtures.number(
                "SELECT access_version FROM community WHERE community_id = ?",
                community.id().value());
        for (int ago : days) {
            String payer = someone("settlement");
            String payee = someone("fund");
            LocalDate day = today.minusDays(ago);
            BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(4_000), 2);
            Outcome outcome = book(community, version, payer, payee, amount, day);
            if (outcome instanceof Outcome.Booked booked) {
                Deal deal = new Deal(payer, payee, amount, day);
                naive.deals.add(deal);
                deals.put(booked.trades().get(0).id().value(), deal);
            }
        }
        assertThat(naive.deals).as("seed %d", seed).hasSizeGreaterThan(DEALS / 2);
    }

    private String someone(String instead) {
        return random.nextInt(15) == 0
                ? instead
                : naive.people.get(random.nextInt(naive.people.size())).handle();
    }

    private Outcome book(
            Community community, long version, String payer, String payee, BigDecimal amount, LocalDate day) {
        AccountRef from = fixtures.account(community, payer);
        AccountRef to = fixtures.account(community, payee);
        TradeDraft draft = TradeDraft.of(
                        Party.of(payer, from.id()), Party.of(payee, to.id()), Amount.parse(amount.toString(), 2), day)
                // The first and the last moments of a day belong to it.
                .imported((random.nextBoolean()
                                ? day.atStartOfDay(community.timeZone())
                                : day.plusDays(1)
                                        .atStartOfDay(community.timeZone())
                                        .minusSeconds(1))
                        .toInstant());
        TradeOrder order = new TradeOrder(
                draft,
                from.currency().code(),
                "bread",
                Ids.next(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        return posting.submit(new TradeUnit(community.id(), version, Optional.empty(), List.of(order)))
                .toCompletableFuture()
                .join();
    }

    private void reversals(String operator, String path) {
        deals.forEach((id, deal) -> {
            if (random.nextInt(6) == 0) {
                BigDecimal part = deal.amount
                        .multiply(BigDecimal.valueOf(1 + random.nextInt(100)))
                        .divide(BigDecimal.valueOf(100), 2, java.math.RoundingMode.UP);
                Response answer = Api.as(operator, Map.of("amount", part.toString(), "reason", "a mistake"))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .post(path + "/trades/" + id + "/reversal");
                if (answer.statusCode() == 201) {
                    deal.givenBack = part;
                }
            }
        });
    }

    private Map<String, Object> balances(Community community) {
        Map<String, Object> balances = new HashMap<>();
        sql.list(
                        "SELECT account_id::text, balance, entry_count FROM account WHERE community_id = ?",
                        row -> Map.entry(row.getString(1), (Object) List.of(row.getLong(2), row.getLong(3))),
                        community.id().value())
                .forEach(entry -> balances.put(entry.getKey(), entry.getValue()));
        return balances;
    }
}
