package org.tallystick.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What approvals say of those who are erased goes, and what they say of others stays. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ErasedApprovalsTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    DataSource source;

    private Town town;
    private String first;
    private String second;

    @BeforeEach
    void twoAdministrators() {
        town = new Town();
        town.member("bob", "100.00");
        first = town.appoint("administrator");
        second = town.appoint("administrator");
        Map<String, Object> rules = new HashMap<>(Map.of("writeOffs", true, "reversals", true, "policies", true));
        rules.put("limitRises", List.of(Map.of("currency", "CRED", "above", "50.00")));
        rules.put("reason", "the assembly of May");
        Api.as(first, rules)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);
    }

    @Test
    void whoseHandleIsAWordLikeAnyOtherTakesNothingOfOthersAlong() {
        String role = give("carl", "elected");
        String limits =
                town.setLimits(first, "bob", "900.00").statusCode(202).extract().path("id");
        decide(second, limits, "refusal", "spoke to Carol, and carol-ann: to be discussed")
                .statusCode(200);
        for (String handle : List.of("administrator", "to", "00", "carol")) {
            town.memberAtDefaults(handle, Map.of());
            erase(handle);
        }
        town.get(first, "/approvals/" + role)
                .body("state", equalTo("waiting"))
                .body("act.role", equalTo("administrator"))
                .body("summary", containsString("becomes administrator"))
                .body("reason", equalTo("elected"));
        town.get(first, "/approvals/" + limits)
                .body("state", equalTo("refused"))
                .body("act.account", equalTo("bob"))
                .body("summary", containsString("credit limit 100.00 to 900.00"))
                .body("reason", equalTo("asked for"))
                .body("decision", equalTo("spoke erased erased, and carol-ann: erased be discussed"));
        decide(second, role, "approval", "elected").statusCode(200);
    }

    @Test
    void whatErasureCannotFindIsNotKeptInRecords() {
        String id = give("carl", "elected because of Carol");
        decide(second, id, "refusal", "Carol says no").statusCode(200);
        town.get(first, "/changes?kind=approval")
                .body("changes.subject", hasItem(id))
                .body("changes.reason", not(hasItem(containsString("Carol"))));
        town.get(first, "/approvals/" + id).body("reason", equalTo("elected because of Carol"));
    }

    /** An erasure has the community's row first, and changes approvals then. */
    @Test
    void whatIsDoneWaitsForTheCommunitysRowBeforeItLocksTheApproval() throws SQLException {
        String id = give("carl", "elected");
        CompletableFuture<Integer> done;
        try (Connection erasing = source.getConnection()) {
            erasing.setAutoCommit(false);
            execute(erasing, "SELECT FROM community WHERE slug = '" + town.slug() + "' FOR NO KEY UPDATE");
            done = CompletableFuture.supplyAsync(
                    () -> decide(second, id, "approval", "elected").extract().statusCode());
            awaitWaiting();
            execute(erasing, "SET LOCAL lock_timeout = '1s'");
            try (PreparedStatement change =
                    erasing.prepareStatement("UPDATE approval SET decision = 'erased' WHERE approval_id = ?")) {
                change.setObject(1, UUID.fromString(id));
                assertThat(change.executeUpdate()).isEqualTo(1);
            }
            erasing.rollback();
            erasing.setAutoCommit(true);
        }
        assertThat(done.join()).isEqualTo(200);
    }

    private void awaitWaiting() {
        for (int i = 0; i < 1_000; i++) {
            if (!fixture.query("SELECT count(*) FROM pg_locks WHERE NOT granted")
                    .equals("0")) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("nobody waits for a lock");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The id of an office that waits for the second. */
    private String give(String prefix, String reason) {
        String username = prefix + Town.newName();
        return Api.as(first, Map.of("username", username, "role", "administrator", "reason", reason))
                .post(town.path("/roles"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private void erase(String handle) {
        Api.as(first, Map.of("status", "left", "reason", "moved"))
                .header("If-Match", "*")
                .patch(town.path("/members/" + handle))
                .then()
                .statusCode(200);
        Api.as(first, Map.of("reason", "asked for it"))
                .post(town.path("/members/" + handle + "/erasure"))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse decide(String token, String id, String how, String reason) {
        return Api.as(token, Map.of("reason", reason))
                .post(town.path("/approvals/" + id + "/" + how))
                .then();
    }
}
