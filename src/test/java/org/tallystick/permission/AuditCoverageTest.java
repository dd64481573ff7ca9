package org.tallystick.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.openapi.ApiDocument;
import org.tallystick.openapi.ApiDocument.Operation;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** No act of those who run a community or the installation is missing from the audit log (I10). */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class AuditCoverageTest {
    /** Of one's own login: nobody's business in a community, and told by a security notice. */
    private static final Set<String> ONES_OWN_LOGIN = Set.of(
            "issueToken",
            "revokeToken",
            "changeEmail",
            "confirmEmail",
            "linkIdentity",
            "unlinkIdentity",
            "makeRecoveryCodes",
            "beginSecondFactor",
            "confirmSecondFactor",
            "removeSecondFactor",
            "endSession",
            "endOtherSessions",
            "askPasswordReset");

    /**
     * Strangers do these, to a login or to become a member; and an import makes a community, whose making is on record by {@code
     * createCommunity}'s own use case.
     */
    private static final Set<String> OF_STRANGERS =
            Set.of("acceptInvitation", "resetPassword", "recoverLogin", "apply", "getApplicationState", "startImport");

    /** They ask and change nothing. */
    private static final Set<String> READS = Set.of("previewCreditPolicy", "previewMadeCreditPolicy", "lookUpProposal");

    private static final Map<String, PreparedActs.Act> PREPARED = PreparedActs.all();

    private enum Found {
        REFUSED,
        UNNOTICED,
        RECORDED
    }

    @Inject
    SecurityFixture fixture;

    @Test
    void everyOperationThatChangesSomethingLeavesALineByWhoeverCalledIt() {
        World world = new World(fixture);
        Map<String, Recipe> recipes = Recipes.all();
        List<String> missing = new ArrayList<>();
        for (Operation operation : ApiDocument.read().operations()) {
            String id = operation.id();
            boolean changes = !operation.method().equalsIgnoreCase("get");
            if (changes
                    && !ONES_OWN_LOGIN.contains(id)
                    && !OF_STRANGERS.contains(id)
                    && !READS.contains(id)
                    && !PREPARED.containsKey(id)) {
                Recipe recipe = recipes.get(id);
                Found found = act(world, recipe, Who.ADMINISTRATOR);
                found = found == Found.REFUSED ? act(world, recipe, Who.OPERATOR) : found;
                if (found != Found.RECORDED) {
                    missing.add(id + ": " + found);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    static Set<String> prepared() {
        return PREPARED.keySet();
    }

    @ParameterizedTest
    @MethodSource("prepared")
    void anActThatTakesPreparationLeavesALineByWhoeverDidIt(String operation) {
        PreparedActs.Act act = PREPARED.get(operation);
        Town town = new Town();
        String who = act.doing().in(town);
        String name = Api.as(who).get("/v1/me").then().extract().path("name");
        town.get(town.operator(), "/changes?kind=" + act.kind() + "&by=" + name)
                .statusCode(200)
                .body("changes", not(empty()));
    }

    private static Found act(World world, Recipe recipe, Who who) {
        long before = world.acts(who);
        Response answer = recipe.call().send(world.as(who), world, world.place(Whose.OTHER));
        if (answer.statusCode() >= 300) {
            return Found.REFUSED;
        }
        return world.acts(who) > before ? Found.RECORDED : Found.UNNOTICED;
    }
}
