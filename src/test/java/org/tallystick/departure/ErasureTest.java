package org.tallystick.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.EveryText;
import org.tallystick.testing.Town;

/** Somebody with a name, an address, and a history leaves, and is erased. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ErasureTest {
    private final String handle = "z" + UUID.randomUUID().toString().substring(0, 12);
    private final String name = "Zelda Quux of " + UUID.randomUUID();
    private final String email = "q" + UUID.randomUUID() + "@maple.example";
    private final String viewer = Town.newName();

    @Inject
    SecurityFixture fixture;

    @Inject
    EveryText everyText;

    private Town town;
    private String bob;
    private String zelda;

    @BeforeEach
    void zeldaHasAHistory() {
        town = new Town();
        bob = town.member("bob", "100.00");
        Api.as(
                        town.operator(),
                        Map.of(
                                "handle",
                                handle,
                                "name",
                                name,
                                "kind",
                                "person",
                                "email",
                                email,
                                "creditLimit",
                                "50.00"))
                .post(town.path("/members"))
                .then()
                .statusCode(201);
        zelda = Api.login(town.operator(), town.slug(), handle);
        town.setLimits(town.operator(), handle, "80.00").statusCode(200);
        town.group("north", handle);
        town.leave("north", handle);
        town.belong("north", handle).statusCode(204);
        town.join(zelda, handle, Map.of("role", "viewer"), viewer);
        town.invited(zelda, handle, Map.of("role", "viewer"));
        town.invited(town.operator(), handle, Map.of());
        Town.acceptAs(zelda, town.invited(bob, "bob", Map.of("role", "viewer"))).statusCode(200);
        Api.as(bob)
                .delete(town.path("/members/bob/users/" + handle + "@" + town.slug() + "?reason=" + name))
                .then()
                .statusCode(204);
        String till = "till-" + town.slug();
        town.client(till, "trades:write");
        Api.as(zelda)
                .put(town.path("/members/" + handle + "/consents/" + till))
                .then()
                .statusCode(204);
        fixture.execute(
                "UPDATE app_user SET email = ?, email_confirmed_at = now() WHERE username = ?",
                email,
                handle + "@" + town.slug());
        town.trade(zelda, handle, "bob", "12.50").statusCode(201);
        town.trade(bob, "bob", handle, "2.50").statusCode(201);
    }

    @Test
    void nothingOfThePersonIsLeftAndTheBooksAreWhatTheyWere() {
        assertThat(found(handle)).isNotEmpty();
        assertThat(found(name)).isNotEmpty();
        assertThat(found(email)).isNotEmpty();
        leave();
        String books = books();
        String before =
                statement().body("closingBalance", equalTo("10.00")).extract().asString();
        assertThat(before).contains(handle);
        town.get(bob, "/trades").statusCode(200);

        String pseudonym = erase(town.operator())
                .statusCode(200)
                .body("handle", matchesPattern("gone-[a-z0-9]{8}"))
                .extract()
                .path("handle");

        assertThat(found(handle)).isEmpty();
        assertThat(found(name)).isEmpty();
        assertThat(found(email)).isEmpty();
        assertThat(found(viewer)).isEmpty();
        assertThat(books()).isEqualTo(books);
        String after = statement()
                .body("closingBalance", equalTo("10.00"))
                .body("entries.counterparty", contains(pseudonym, pseudonym))
                .extract()
                .asString();
        assertThat(after).isEqualTo(before.replace(name, pseudonym).replace(handle, pseudonym));
        town.get(bob, "/trades").body("trades.payer", hasItem(pseudonym)).body("trades.payer", not(hasItem(handle)));
        town.get(bob, "/write-offs").body("writeOffs[0].member", equalTo(pseudonym));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
        town.get(town.operator(), "/members/" + pseudonym)
                .body("name", equalTo(pseudonym))
                .body("status", equalTo("left"));
        town.get(town.operator(), "/groups/north/members").body("members", hasSize(0));
    }

    @Test
    void whatWaitedForASecondAndWhatWentWrongInJobsForgetThePersonToo() {
        String administrator = town.appoint("administrator");
        Api.as(
                        administrator,
                        Map.of(
                                "writeOffs", false,
                                "reversals", true,
                                "policies", false,
                                "limitRises", List.of(),
                                "reason", "the assembly"))
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);
        String trade = town.trade(zelda, handle, "bob", "1.00").extract().path("id");
        Api.as(administrator, Map.of("reason", "a dispute"))
                .header("Idempotency-Key", "r1")
                .post(town.path("/trades/" + trade + "/reversal"))
                .then()
                .statusCode(202);
        town.importFile(
                town.operator(),
                "/members/import?reason=list",
                "handle,name,kind,groups\ncarl,Carl,person," + handle + "\n");
        Api.as(town.operator(), Map.of("creditLimit", Map.of("rule", "fixed", "amount", "5.00"), "reason", "decided"))
                .post(town.path("/currencies/CRED/credit-policies"))
                .then()
                .statusCode(201);
        fixture.execute(
                "INSERT INTO policy_application (community_id, application_id, currency_code, version, as_of, state, errors,"
                        + " queued_at, ended_at) SELECT community_id, gen_random_uuid(), 'CRED', 1, current_date - 9, 'done',"
                        + " jsonb_build_array(jsonb_build_object('member', ?::text)), now(), now() FROM community WHERE slug = ?",
                handle,
                town.slug());
        assertThat(found(handle)).contains("policy_application.errors", "community_job.errors", "approval.summary");
        leave();
        erase(town.operator()).statusCode(200);
        assertThat(found(handle)).isEmpty();
    }

    @Test
    void whatWasDecidedStaysOnRecordWithoutThePerson() {
        leave();
        String pseudonym = erase(town.operator()).extract().path("handle");

        town.get(town.operator(), "/changes?limit=200")
                .statusCode(200)
                .body("changes.findAll { it.kind == 'limits' }.after.creditLimit", hasItems("50.00", "80.00"))
                .body("changes.findAll { it.kind == 'member' }.after.status", hasItems("active", "leaving", "left"))
                .body("changes.findAll { it.kind == 'group' && it.after != null }.after.member", hasItem(pseudonym))
                .body("changes.findAll { it.kind == 'membership' }.subject", hasItems("bob", pseudonym))
                .body(
                        "changes.findAll { it.subject == 'bob' && it.before != null }.before.user",
                        hasItem(matchesPattern("gone-.*")))
                .body("changes[0].reason", equalTo("asked for it"))
                .body("changes[0].after.erased", equalTo(true));
    }

    @Test
    void theHandleIsNeverUsedAgainAndTheLoginsAreGone() {
        leave();
        erase(town.operator()).statusCode(200);

        enrol(handle).statusCode(409).body("errors[0].field", equalTo("handle"));
        town.get(town.operator(), "/members/" + handle).statusCode(404);
        town.get(town.operator(), "/accounts/" + handle).statusCode(404);
        town.trade(bob, "bob", handle, "1.00").statusCode(422).body("code", equalTo("unknown-account"));
        Api.as(zelda).get("/v1/me").then().statusCode(401);
        SecurityFixture.login(handle + "@" + town.slug(), "the password of " + handle)
                .then()
                .statusCode(400);
        SecurityFixture.login(viewer, Town.password(viewer)).then().statusCode(400);
        erase(town.operator()).statusCode(404);
        new Town().get(town.operator(), "").statusCode(200);
    }

    @Test
    void theHandleIsAnotherOnesInAnotherCommunity() {
        leave();
        erase(town.operator()).statusCode(200);
        Town other = new Town();
        other.enrol(handle);
    }

    @Test
    void aLoginThatHasASayElsewhereStays() {
        Town other = new Town();
        other.enrol("carol");
        Town.acceptAs(zelda, other.invited(other.operator(), "carol", Map.of("role", "owner")))
                .statusCode(200);
        leave();
        erase(town.operator()).statusCode(200);
        town.get(zelda, "").statusCode(404);
        other.get(zelda, "/accounts/carol").statusCode(200);
        assertThat(found(viewer)).isEmpty();
    }

    @Test
    void onlyWhoHasLeftIsErasedAndOnlyByThoseWhoRunTheCommunity() {
        erase(town.operator()).statusCode(409);
        leave();
        erase(bob).statusCode(403);
        Api.as(town.operator(), Map.of())
                .post(town.path("/members/" + handle + "/erasure"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("reason"));
        erase(town.appoint("administrator")).statusCode(200);
    }

    /** Somebody who reads the cached address through another instance is told by the access that is read anew. */
    @Test
    void anotherInstanceForgetsTheHandleToo() {
        leave();
        town.get(bob, "/trades").body("trades.payer", hasItem(handle));
        String pseudonym = "gone-abcdefgh";
        // What the transaction of an erasure elsewhere leaves in the database.
        fixture.execute(
                "UPDATE member SET handle = ? WHERE handle = ? AND community_id = (SELECT community_id FROM community"
                        + " WHERE slug = ?)",
                pseudonym,
                handle,
                town.slug());
        town.get(bob, "/trades").body("trades.payer", hasItem(handle));
        fixture.execute(
                "UPDATE community SET erasures = erasures + 1, access_version = access_version + 1 WHERE slug = ?",
                town.slug());
        town.get(bob, "/trades").body("trades.payer", hasItem(pseudonym));
        town.trade(bob, "bob", handle, "1.00").statusCode(422).body("code", equalTo("unknown-account"));
    }

    @Test
    void theDatabaseRedactsNobodyWhoHasNotLeft() {
        String redact = "SELECT redact_changes(m.community_id, m.member_id, 'gone-abcdefgh', '{}', '{}') FROM member m"
                + " JOIN community c USING (community_id) WHERE c.slug = ? AND m.handle = ?";
        assertThatThrownBy(() -> fixture.query(redact, town.slug(), handle))
                .cause()
                .extracting("SQLState")
                .isEqualTo("TS005");
        leave();
        assertThatThrownBy(() -> fixture.query(redact.replace("gone-abcdefgh", "another"), town.slug(), handle))
                .cause()
                .extracting("SQLState")
                .isEqualTo("TS005");
        assertThat(found(name)).isNotEmpty();
    }

    private void leave() {
        Api.as(town.operator(), Map.of("cause", "vanished", "reason", name + " has vanished"))
                .post(town.path("/members/" + handle + "/departure"))
                .then()
                .statusCode(201);
        Api.as(town.operator(), Map.of("against", "settlement", "reason", name + " owed it"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/members/" + handle + "/write-off"))
                .then()
                .statusCode(201);
    }

    private ValidatableResponse erase(String token) {
        return Api.as(token, Map.of("reason", "asked for it"))
                .post(town.path("/members/" + handle + "/erasure"))
                .then();
    }

    private ValidatableResponse enrol(String someone) {
        return Api.as(town.operator(), Map.of("handle", someone, "name", "Another", "kind", "person"))
                .post(town.path("/members"))
                .then();
    }

    private ValidatableResponse statement() {
        return town.get(bob, "/accounts/bob/statement").statusCode(200);
    }

    private String books() {
        return fixture.query("""
                SELECT md5((SELECT string_agg(t::text, '|' ORDER BY trade_id) FROM trade t WHERE t.community_id = c.community_id))
                       || md5((SELECT string_agg(e::text, '|' ORDER BY account_id, entry_no) FROM entry e
                                WHERE e.community_id = c.community_id))
                  FROM community c WHERE c.slug = ?""", town.slug());
    }

    /** The columns of all tables in which a word stands. */
    private List<String> found(String word) {
        return everyText.with(word);
    }
}
