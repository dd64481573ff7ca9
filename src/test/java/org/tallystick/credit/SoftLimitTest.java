package org.tallystick.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Sql;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;
import org.tallystick.testing.Town;

/** Warnings beyond soft limits, and the letters about limits. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class SoftLimitTest {
    @Inject
    CreditSchedule schedule;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    Mailbox mailbox;

    private Town town;

    @BeforeEach
    void makeTown() {
        town = new Town();
    }

    private void make(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "creditLimit", Map.of("rule", "fixed", "amount", "100.00"),
                "balanceCap", Map.of("rule", "fixed", "amount", "400.00"),
                "reason", "decided"));
        body.putAll(more);
        Api.as(town.operator(), body)
                .post(town.path("/currencies/CRED/credit-policies"))
                .then()
                .statusCode(201);
        schedule.runDue(clock.instant());
    }

    private static String email() {
        return "m" + UUID.randomUUID() + "@maple.example";
    }

    @Test
    void aTradeBeyondASoftLimitSaysSoToThoseWhoSeeTheAccountAndIsBookedAllTheSame() {
        String alice = town.memberAtDefaults("alice", Map.of());
        String bert = town.memberAtDefaults("bert", Map.of());
        make(Map.of(
                "softCreditLimit",
                Map.of("percent", 80),
                "softBalanceCap",
                Map.of("amount", "85.00"),
                "settlementDays",
                30));

        town.trade(alice, "alice", "bert", "80.00").statusCode(201).body("warnings", nullValue());
        town.trade(alice, "alice", "bert", "5.00")
                .statusCode(201)
                .body("warnings", hasSize(1))
                .body("warnings[0].account", equalTo("alice"))
                .body("warnings[0].code", equalTo("soft-credit-limit"))
                .body("warnings[0].softLimit", equalTo("80.00"))
                .body("warnings[0].settlementDays", equalTo(30))
                .body(
                        "warnings[0].detail",
                        equalTo("alice now stands at -85.00, beyond its soft credit limit of 80.00."));
        town.trade(town.operator(), "alice", "bert", "0.01")
                .body("warnings.code", contains("soft-credit-limit", "soft-balance-cap"))
                .body("warnings.account", contains("alice", "bert"));
        Api.as(alice, Map.of("payer", "alice", "payee", "bert", "amount", "1", "description", "bread"))
                .post(town.path("/trades?dryRun=true"))
                .then()
                .statusCode(200)
                .body("warnings.account", contains("alice"));
        town.trade(bert, "bert", "alice", "50.00").statusCode(201).body("warnings", nullValue());
        String id = town.trade(alice, "alice", "bert", "50.00")
                .body("warnings", hasSize(1))
                .extract()
                .path("id");
        town.get(alice, "/trades/" + id).statusCode(200).body("warnings", nullValue());
    }

    @Test
    void withoutSoftLimitsNothingIsSaid() {
        String alice = town.memberAtDefaults("alice", Map.of());
        town.memberAtDefaults("bert", Map.of());
        make(Map.of());

        town.trade(alice, "alice", "bert", "100.00").statusCode(201).body("warnings", nullValue());
        town.get(town.operator(), "/limits/warnings").statusCode(200).body("accounts", hasSize(0));
    }

    @Test
    void whoStandsBeyondIsListedAndToldOnceWhenItBeginsAndWhenTheSettlementPeriodIsOver() {
        String hers = email();
        String office = email();
        String alice = town.memberAtDefaults("alice", Map.of("email", hers));
        String bert = town.memberAtDefaults("bert", Map.of());
        administrator(office);
        make(Map.of("softCreditLimit", Map.of("percent", 50), "settlementDays", 30));
        mailbox.awaitLettersTo(hers, 1);
        town.trade(alice, "alice", "bert", "60.00").statusCode(201);
        town.get(town.operator(), "/limits/warnings")
                .body("accounts.account", contains("alice"))
                .body("accounts[0].since", nullValue())
                .body("accounts[0].softLimit", equalTo("50.00"));

        Instant now = clock.instant();
        schedule.runDue(now);
        schedule.runDue(now.plus(Duration.ofDays(1)));
        town.get(alice, "/limits/warnings")
                .body("accounts", hasSize(1))
                .body("accounts[0].balance", equalTo("-60.00"))
                .body("accounts[0].code", equalTo("soft-credit-limit"))
                .body("accounts[0].since", notNullValue())
                .body("accounts[0].settleBy", notNullValue())
                .body("accounts[0].overdue", equalTo(false));
        town.get(bert, "/limits/warnings").body("accounts", hasSize(0));
        assertThat(mailbox.awaitLettersTo(hers, 2).get(1).subject()).isEqualTo("alice stands beyond its soft limit");
        assertThat(mailbox.awaitLetterTo(office).subject()).isEqualTo("alice stands beyond its soft limit");

        schedule.runDue(now.plus(Duration.ofDays(30)));
        schedule.runDue(now.plus(Duration.ofDays(31)));
        assertThat(mailbox.awaitLettersTo(office, 2).get(1).subject())
                .isEqualTo("The settlement period of alice is over");
        assertThat(mailbox.awaitLettersTo(hers, 3)).hasSize(3);
        sql.update(
                "UPDATE account_limits l SET over_soft_since = over_soft_since - interval '31 days'"
                        + " WHERE over_soft_since IS NOT NULL AND community_id = (SELECT community_id FROM community WHERE slug = ?)",
                town.slug());
        town.get(town.operator(), "/limits/warnings").body("accounts[0].overdue", equalTo(true));

        town.trade(bert, "bert", "alice", "20.00").statusCode(201);
        schedule.runDue(now.plus(Duration.ofDays(32)));
        town.get(town.operator(), "/limits/warnings").body("accounts", hasSize(0));
        schedule.runDue(now.plus(Duration.ofDays(38)));
        assertThat(anybodyBeyond()).isTrue();
        schedule.runDue(now.plus(Duration.ofDays(39)));
        assertThat(anybodyBeyond()).isFalse();
    }

    @Test
    void whoComesBackForAFewDaysIsBeyondAllTheWhileAndToldOnce() {
        String hers = email();
        String alice = town.memberAtDefaults("alice", Map.of("email", hers));
        String bert = town.memberAtDefaults("bert", Map.of());
        make(Map.of("softCreditLimit", Map.of("percent", 50), "settlementDays", 30));
        Instant now = clock.instant();
        town.trade(alice, "alice", "bert", "60.00").statusCode(201);
        schedule.runDue(now);
        mailbox.awaitLettersTo(hers, 2);

        town.trade(bert, "bert", "alice", "20.00").statusCode(201);
        schedule.runDue(now.plus(Duration.ofDays(6)));
        town.trade(alice, "alice", "bert", "20.00").statusCode(201);
        schedule.runDue(now.plus(Duration.ofDays(12)));
        town.trade(bert, "bert", "alice", "20.00").statusCode(201);
        schedule.runDue(now.plus(Duration.ofDays(14)));
        town.trade(alice, "alice", "bert", "20.00").statusCode(201);
        schedule.runDue(now.plus(Duration.ofDays(30)));

        assertThat(mailbox.awaitLettersTo(hers, 3).get(2).subject())
                .isEqualTo("The settlement period of alice is over");
    }

    private boolean anybodyBeyond() {
        return sql.exists(
                "SELECT FROM account_limits WHERE over_soft_since IS NOT NULL AND community_id ="
                        + " (SELECT community_id FROM community WHERE slug = ?)",
                town.slug());
    }

    private void administrator(String email) {
        UUID user = UUID.randomUUID();
        sql.update(
                "INSERT INTO app_user (user_id, username, email, email_confirmed_at, created_at) VALUES (?, ?, ?, now(), now())",
                user,
                "a" + user,
                email);
        sql.update(
                "INSERT INTO community_role SELECT community_id, ?, 'administrator' FROM community WHERE slug = ?",
                user,
                town.slug());
    }

    @Test
    void membersAreToldWhenTheirLimitsChangeAndBeforeTheyFall() {
        String hers = email();
        town.memberAtDefaults("alice", Map.of("email", hers));
        make(Map.of());
        assertThat(mailbox.awaitLetterTo(hers).subject()).isEqualTo("The limits of alice were changed");
        assertThat(mailbox.awaitLetterTo(hers).text())
                .contains("Credit limit: 100.00 (before: 0.00). Balance cap: 400.00 (before: none).")
                .contains("Why: credit policy CRED, version 1");

        make(Map.of("creditLimit", Map.of("rule", "fixed", "amount", "70.00"), "noticeDays", 10));
        assertThat(mailbox.awaitLettersTo(hers, 2).get(1).subject()).isEqualTo("The limits of alice will change");
        Instant now = clock.instant();
        schedule.runDue(now.plus(Duration.ofDays(5)));
        schedule.runDue(now.plus(Duration.ofDays(11)));
        List<String> subjects = mailbox.awaitLettersTo(hers, 3).stream()
                .map(letter -> letter.subject())
                .toList();
        assertThat(subjects.get(2)).isEqualTo("The limits of alice were changed");
        assertThat(mailbox.lettersTo(hers).get(2).text()).contains("Credit limit: 70.00 (before: 100.00).");
    }
}
