package org.tallystick.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;
import org.tallystick.testing.Town;

/** Alice owes bob 12.50, and leaves. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class DepartureTest {
    private static final Duration LATER = Duration.ofDays(120);

    @Inject
    CloseSettled closing;

    @Inject
    TellOverdue telling;

    @Inject
    SecurityFixture fixture;

    Mailbox mailbox;

    private Town town;
    private String alice;
    private String bob;

    @BeforeEach
    void aliceOwesBob() {
        town = new Town();
        alice = town.member("alice", "100.00");
        bob = town.member("bob", "100.00");
        town.trade(alice, "alice", "bob", "12.50").statusCode(201);
    }

    @Test
    void whoLeavesTradesOnlyTowardZeroAndHasLeftOnceAllIsSettled() {
        start(alice, "alice", "leaves")
                .statusCode(201)
                .body("state", equalTo("open"))
                .body("startedBy", equalTo("alice@" + town.slug()))
                .body("deadline", notNullValue())
                .body("remaining.balance", contains("-12.50"));
        town.get(alice, "/members/alice").body("status", equalTo("leaving"));
        town.trade(alice, "alice", "bob", "1.00").statusCode(422).body("code", equalTo("account-leaving"));
        town.trade(bob, "bob", "alice", "13.00").statusCode(422).body("code", equalTo("account-leaving"));
        closing.runDue(Instant.now());
        departure("alice").body("state", equalTo("open"));

        town.trade(bob, "bob", "alice", "12.50").statusCode(201);
        closing.runDue(Instant.now());

        departure("alice").body("state", equalTo("closed")).body("remaining", hasSize(0));
        town.get(town.operator(), "/members/alice").body("status", equalTo("left"));
        town.get(town.operator(), "/accounts/alice").body("status", equalTo("closed"));
        town.get(town.operator(), "/accounts/alice.HRS").body("status", equalTo("closed"));
        town.get(town.operator(), "/changes?kind=member&limit=2")
                .body("changes.reason", contains("All accounts stand at zero", "moves away"))
                .body("changes.after.status", contains("left", "leaving"))
                .body("changes[1].after.cause", equalTo("leaves"));
        verified();
    }

    @Test
    void severalInstancesCloseOnceAndLeaveOneRecord() {
        start(bob, "bob", "leaves").statusCode(201);
        town.trade(town.operator(), "bob", "alice", "12.50").statusCode(201);
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> closing.runDue(Instant.now())),
                        CompletableFuture.runAsync(() -> closing.runDue(Instant.now())))
                .join();
        town.get(town.operator(), "/changes?kind=member")
                .body("changes.findAll { it.reason == 'All accounts stand at zero' }", hasSize(1));
    }

    @Test
    void aDepartureIsTakenBackByWhoMayAndTheMemberIsWhatItWas() {
        start(alice, "alice", "leaves").statusCode(201);
        start(alice, "alice", "leaves").statusCode(409);
        takeBack(bob, "alice").statusCode(403);
        takeBack(alice, "alice").statusCode(204);
        takeBack(alice, "alice").statusCode(404);
        departure("alice").body("state", equalTo("withdrawn"));
        town.trade(alice, "alice", "bob", "1.00").statusCode(201);

        String administrator = town.appoint("administrator");
        status("bob", "frozen").statusCode(200);
        start(bob, "bob", "leaves").statusCode(409);
        start(administrator, "bob", "vanished").statusCode(201);
        takeBack(bob, "bob").statusCode(403);
        takeBack(administrator, "bob").statusCode(204);
        town.get(bob, "/members/bob").body("status", equalTo("frozen"));
        status("bob", "active").statusCode(200);
        town.trade(bob, "bob", "alice", "1.00").statusCode(201);
        town.get(town.operator(), "/changes?kind=member&limit=1")
                .body("changes[0].before.status", equalTo("frozen"))
                .body("changes[0].after.status", equalTo("active"));
    }

    @Test
    void anAdministratorWhoMakesTheMemberActiveEndsTheDeparture() {
        start(alice, "alice", "leaves").statusCode(201);
        status("alice", "active").statusCode(200);
        departure("alice").body("state", equalTo("withdrawn"));
        town.get(town.operator(), "/departures").body("departures", hasSize(0));
    }

    @Test
    void anOwnerSaysThatTheMemberLeavesAndNothingElse() {
        start(alice, "alice", "deceased").statusCode(403);
        start(bob, "alice", "leaves").statusCode(403);
        start(alice, "alice", "bored").statusCode(400).body("errors[0].field", equalTo("cause"));
        start(
                        alice,
                        "alice",
                        "leaves",
                        LocalDate.now(ZoneOffset.UTC).minusDays(2).toString())
                .statusCode(400)
                .body("errors[0].field", equalTo("deadline"));
        start(
                        alice,
                        "alice",
                        "leaves",
                        LocalDate.now(ZoneOffset.UTC).plusYears(4).toString())
                .statusCode(400);
        Api.as(alice, Map.of("cause", "leaves"))
                .post(town.path("/members/alice/departure"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("reason"));
        town.get(bob, "/members/alice/departure").statusCode(403);
        town.get(alice, "/members/alice/departure").statusCode(404);
        town.get(alice, "/departures").statusCode(403);
    }

    @Test
    void whatRemainsAtTheDeadlineWaitsInAListAndTheAdministratorsAreToldOnce() {
        String administrator = Town.newName();
        String address = administrator + "@maple.example";
        fixture.user(administrator);
        fixture.execute(
                "UPDATE app_user SET email = ?, email_confirmed_at = now() WHERE username = ?", address, administrator);
        fixture.execute("""
                INSERT INTO community_role SELECT c.community_id, u.user_id, 'administrator' FROM community c, app_user u
                 WHERE c.slug = ? AND u.username = ?""", town.slug(), administrator);
        start(alice, "alice", "leaves").statusCode(201);
        telling.runDue(Instant.now());
        town.get(town.operator(), "/departures?state=overdue").body("departures", hasSize(0));

        expire("alice");
        Town broken = anotherIsOverdue();
        zone(broken, "Nowhere/Land");
        try {
            telling.runDue(Instant.now().plus(LATER));
            telling.runDue(Instant.now().plus(LATER));
        } finally {
            zone(broken, "Europe/Lisbon");
        }

        assertThat(mailbox.awaitLetterTo(address).subject()).contains("alice");
        assertThat(mailbox.lettersTo(address)).hasSize(1);
        town.get(town.operator(), "/departures?state=overdue")
                .body("departures.member", contains("alice"))
                .body("departures[0].state", equalTo("overdue"));
        town.get(town.operator(), "/departures?state=closed").body("departures", hasSize(0));
        town.get(town.operator(), "/departures?state=late").statusCode(400);
    }

    @Test
    void whatIsOwedIsWrittenOffOnceTheDeadlineHasPassedAndEverybodySeesIt() {
        town.trade(town.operator(), "settlement.HRS", "alice.HRS", "3.00").statusCode(201);
        writeOff("alice", "settlement", "k1").statusCode(409);
        start(alice, "alice", "leaves").statusCode(201);
        writeOff("alice", "settlement", "k1")
                .statusCode(409)
                .body("detail", org.hamcrest.Matchers.containsString("until"));
        expire("alice");

        String id = writeOff("alice", "settlement", "k1")
                .statusCode(201)
                .body("amounts.currency", contains("CRED", "HRS"))
                .body("amounts.amount", contains("-12.50", "3.00"))
                .extract()
                .path("id");

        assertThat(id).isNotNull();
        departure("alice").body("state", equalTo("closed"));
        town.get(town.operator(), "/members/alice").body("status", equalTo("left"));
        town.get(town.operator(), "/accounts/settlement").body("balance", equalTo("-12.50"));
        town.get(town.operator(), "/accounts/settlement.HRS").body("balance", equalTo("0.00"));
        town.get(bob, "/write-offs")
                .statusCode(200)
                .body("writeOffs.id", contains(id))
                .body("writeOffs[0].member", equalTo("alice"))
                .body("writeOffs[0].decidedBy", equalTo("operator"))
                .body("writeOffs[0].reason", equalTo("nothing else helps"));
        town.get(town.operator(), "/trades?limit=1")
                .body("trades[0].metadata.writeOff", equalTo(id))
                .body("trades[0].description", equalTo("Write-off of what a member left behind"));
        town.get(town.operator(), "/changes?kind=member").body("changes.after.against", hasItem("settlement"));
        verified();

        writeOff("alice", "settlement", "k1")
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
        writeOff("alice", "fund", "k1").statusCode(422).body("code", equalTo("idempotency-key-reused"));
        writeOff("alice", "settlement", "k2").statusCode(409);
        town.get(bob, "/write-offs").body("writeOffs", hasSize(1));
    }

    @Test
    void whoVanishedIsWrittenOffAtOnceAndTheFundGivesNoMoreThanItHas() {
        start(town.operator(), "alice", "vanished").statusCode(201);
        writeOff("alice", "fund", "k1").statusCode(422).body("code", equalTo("credit-limit-exceeded"));
        town.get(town.operator(), "/members/alice").body("status", equalTo("leaving"));
        town.trade(bob, "bob", "fund", "20.00").statusCode(201);
        writeOff("alice", "fund", "k1").statusCode(201).body("amounts.amount", contains("-12.50"));
        town.get(town.operator(), "/accounts/fund").body("balance", equalTo("7.50"));
        start(town.operator(), "bob", "deceased").statusCode(201);
        town.get(town.operator(), "/accounts/bob").body("balance", equalTo("-7.50"));
        writeOff("bob", "settlement", "k2").statusCode(201).body("amounts.amount", contains("-7.50"));
        verified();
    }

    @Test
    void whoHasSomethingLeavesItToTheFund() {
        start(town.operator(), "bob", "deceased").statusCode(201);
        writeOff("bob", "fund", "k1").statusCode(201).body("amounts.amount", contains("12.50"));
        town.get(town.operator(), "/accounts/fund").body("balance", equalTo("12.50"));
        verified();
    }

    @Test
    void whereNothingRemainsTheMemberHasLeftWithoutATrade() {
        town.enrol("carol");
        start(town.operator(), "carol", "vanished").statusCode(201);
        writeOff("carol", "settlement", "k1").statusCode(201).body("amounts", hasSize(0));
        town.get(town.operator(), "/members/carol").body("status", equalTo("left"));
        town.get(bob, "/write-offs").body("writeOffs", hasSize(0));
    }

    @Test
    void nobodyWritesOffWhatTheyLeaveBehindThemselves() {
        String administrator = town.appoint("administrator");
        Town.acceptAs(administrator, town.invited(town.operator(), "alice", Map.of("role", "viewer")))
                .statusCode(200);
        start(town.operator(), "alice", "vanished").statusCode(201);
        writeOff(administrator, "alice", "settlement", "k1").statusCode(403);
        writeOff(bob, "alice", "settlement", "k1").statusCode(403);
        writeOff(town.operator(), "fund", "settlement", "k1").statusCode(404);
        Api.as(town.operator(), Map.of("against", "settlement", "reason", "x"))
                .post(town.path("/members/alice/write-off"))
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-required"));
    }

    @Test
    void ofTwoWhoWriteOffAtOnceOneDoes() {
        start(town.operator(), "alice", "vanished").statusCode(201);
        List<Integer> statuses = List.of("k1", "k2").stream()
                .map(key -> CompletableFuture.supplyAsync(
                        () -> writeOff("alice", "settlement", key).extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses).contains(201);
        town.get(bob, "/write-offs").body("writeOffs", hasSize(1));
        town.get(town.operator(), "/accounts/settlement").body("balance", equalTo("-12.50"));
        verified();
    }

    private ValidatableResponse start(String token, String handle, String cause) {
        return start(token, handle, cause, null);
    }

    private ValidatableResponse start(String token, String handle, String cause, String deadline) {
        Map<String, Object> body = new HashMap<>(Map.of("cause", cause, "reason", "moves away"));
        if (deadline != null) {
            body.put("deadline", deadline);
        }
        return Api.as(token, body)
                .post(town.path("/members/" + handle + "/departure"))
                .then();
    }

    private ValidatableResponse takeBack(String token, String handle) {
        return Api.as(token)
                .delete(town.path("/members/" + handle + "/departure?reason=stays"))
                .then();
    }

    private ValidatableResponse departure(String handle) {
        return town.get(town.operator(), "/members/" + handle + "/departure").statusCode(200);
    }

    private ValidatableResponse writeOff(String handle, String against, String key) {
        return writeOff(town.operator(), handle, against, key);
    }

    private ValidatableResponse writeOff(String token, String handle, String against, String key) {
        return Api.as(token, Map.of("against", against, "reason", "nothing else helps"))
                .header("Idempotency-Key", key + town.slug())
                .post(town.path("/members/" + handle + "/write-off"))
                .then();
    }

    private ValidatableResponse status(String handle, String status) {
        return Api.as(town.operator(), Map.of("status", status, "reason", "decided"))
                .header("If-Match", "*")
                .patch(town.path("/members/" + handle))
                .then();
    }

    /** A departure that is looked at before the others. */
    private Town anotherIsOverdue() {
        Town another = new Town();
        another.member("zoe", "10.00");
        Api.as(another.operator(), Map.of("cause", "leaves", "reason", "moves away"))
                .post(another.path("/members/zoe/departure"))
                .then()
                .statusCode(201);
        fixture.execute("""
                UPDATE departure SET deadline = current_date - 3
                 WHERE community_id = (SELECT community_id FROM community WHERE slug = ?)""", another.slug());
        return another;
    }

    /** One that no validation lets in: what is wrong with it is a fault, and not a refusal. */
    private void zone(Town of, String zone) {
        fixture.execute("UPDATE community SET time_zone = ? WHERE slug = ?", zone, of.slug());
    }

    private void expire(String handle) {
        fixture.execute(
                "UPDATE departure d SET deadline = current_date - 3 FROM member m JOIN community c USING (community_id)"
                        + " WHERE m.member_id = d.member_id AND m.handle = ? AND c.slug = ?",
                handle,
                town.slug());
    }

    private void verified() {
        town.get(town.operator(), "/verification").statusCode(200).body("ok", equalTo(true));
    }
}
