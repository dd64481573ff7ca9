package org.tallystick.consent;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A till acts for members who let it. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ConsentTest {
    private static final String[] SCOPES = {"trades:write", "accounts:read", "statements:read"};

    private final String name = "till-" + UUID.randomUUID();
    private Town town;
    private String alice;
    private String till;

    @BeforeEach
    void theCommunityAsksMembers() {
        town = new Town();
        alice = town.member("alice", "100.00");
        town.enrol("bob");
        town.enrol("carol");
        town.settings(Map.of("clientConsent", "members"));
        till = town.client(name, SCOPES);
    }

    @Test
    void withoutConsentASystemDoesAndSeesNothing() {
        town.trade(till, "alice", "bob", "1.00").statusCode(403);
        town.trade(till, "nobody", "bob", "1.00").statusCode(403);
        town.get(till, "/accounts/alice").statusCode(404);
        town.get(till, "/members/alice/accounts").statusCode(200).body("accounts", hasSize(0));
        town.get(till, "/accounts/alice/statement").statusCode(404);
        town.get(till, "/accounts/alice/limits/history").statusCode(404);
        town.get(till, "/accounts/fund").statusCode(404);
        town.get(till, "/trades?account=alice").statusCode(404);
    }

    @Test
    void withConsentItActsForTheMemberUntilThatIsWithdrawn() {
        give(alice, name).statusCode(204);
        give(alice, name).statusCode(204);
        town.get(alice, "/members/alice/consents")
                .statusCode(200)
                .body("consents.client", contains(name))
                .body("consents.givenBy", contains("alice@" + town.slug()));
        String trade = town.trade(till, "alice", "bob", "1.00")
                .statusCode(201)
                .body("onBehalfOf", equalTo("alice"))
                .body("recordedBy", equalTo(name))
                .body("entries.balanceAfter", contains("-1.00", null))
                .extract()
                .path("id");
        town.trade(till, "bob", "alice", "1.00").statusCode(403);
        reverse(trade).statusCode(403);
        town.get(till, "/accounts/alice").statusCode(200);
        town.get(till, "/accounts/alice/statement").statusCode(200);
        town.get(till, "/accounts/bob").statusCode(404);

        withdraw(alice).statusCode(204);
        withdraw(alice).statusCode(404);
        town.trade(till, "alice", "bob", "1.00").statusCode(403);
        town.get(till, "/accounts/alice").statusCode(404);
        town.get(till, "/trades").statusCode(200).body("trades", hasSize(0));
        town.get(town.operator(), "/changes?kind=consent")
                .body("changes.subject", contains("alice", "alice"))
                .body("changes[0].before.client", equalTo(name))
                .body("changes[1].after.client", equalTo(name));
    }

    @Test
    void itListsTheTradesOfThoseWhoConsentedAlone() {
        town.trade(town.operator(), "bob", "carol", "1.00").statusCode(201);
        town.trade(alice, "alice", "bob", "2.00").statusCode(201);
        give(alice, name).statusCode(204);
        town.get(till, "/trades").statusCode(200).body("trades.amount", contains("2.00"));
    }

    @Test
    void anOwnerConsentsAndNobodyElseDoes() {
        String spender = town.join(alice, "alice", Map.of("role", "spender"), Town.newName());
        String administrator = town.appoint("administrator");
        give(spender, name).statusCode(403);
        give(administrator, name).statusCode(403);
        give(town.operator(), name).statusCode(403);
        Api.as(alice).put(town.path("/members/bob/consents/" + name)).then().statusCode(403);
        give(alice, "nobody-knows-it").statusCode(404);
        Town other = new Town();
        String elsewhere = "till-" + UUID.randomUUID();
        other.client(elsewhere, SCOPES);
        give(alice, elsewhere).statusCode(404);

        give(alice, name).statusCode(204);
        withdraw(spender).statusCode(403);
        withdraw(administrator).statusCode(204);
        town.get(till, "/accounts/alice").statusCode(404);
        town.get(spender, "/members/alice/consents").statusCode(200).body("consents", hasSize(0));
        town.get(spender, "/members/bob/consents").statusCode(403);
    }

    @Test
    void consentsEndWithTheGrantOfTheSystem() {
        give(alice, name).statusCode(204);
        Api.as(town.operator())
                .queryParam("reason", "contract ended")
                .delete(town.path("/clients/" + name))
                .then()
                .statusCode(204);
        town.get(till, "/accounts/alice").statusCode(404);
        town.get(alice, "/members/alice/consents").body("consents", hasSize(0));
        String another = town.client(name, SCOPES);
        town.trade(another, "alice", "bob", "1.00").statusCode(403);
    }

    @Test
    void aCommunityThatDoesNotAskIgnoresConsents() {
        town.settings(Map.of("clientConsent", "none"));
        town.trade(till, "bob", "alice", "1.00").statusCode(201).body("onBehalfOf", equalTo("bob"));
        town.get(till, "/accounts/carol").statusCode(200);
        town.settings(Map.of("clientConsent", "members"));
        town.trade(till, "bob", "alice", "1.00").statusCode(403);
    }

    @Test
    void aProgramThatOnlyRecordsListsItsOwnRecords() {
        town.settings(Map.of("clientConsent", "none"));
        String recorder = town.client("recorder-" + UUID.randomUUID(), "trades:write");
        town.trade(alice, "alice", "bob", "2.00").statusCode(201);
        town.trade(recorder, "alice", "carol", "3.00").statusCode(201);
        town.get(recorder, "/trades").statusCode(200).body("trades.amount", contains("3.00"));
    }

    private ValidatableResponse give(String token, String client) {
        return Api.as(token).put(town.path("/members/alice/consents/" + client)).then();
    }

    private ValidatableResponse withdraw(String token) {
        return Api.as(token)
                .delete(town.path("/members/alice/consents/" + name))
                .then();
    }

    private ValidatableResponse reverse(String trade) {
        return Api.as(till, Map.of("reason", "a mistake"))
                .header("Idempotency-Key", UUID.randomUUID())
                .post(town.path("/trades/" + trade + "/reversal"))
                .then();
    }
}
