package org.tallystick.permission;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.tallystick.openapi.ApiDocument;
import org.tallystick.openapi.ApiDocument.Operation;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.DatabaseTestResource;

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
     * What no office does, and what these recipes call in vain, for the rights to it are their matter alone: that it is kept is
     * tested where it is made.
     */
    private static final Set<String> ELSEWHERE = Set.of(
            "acceptInvitation",
            "resetPassword",
            "recoverLogin",
            "giveConsent",
            "startImport",
            "addCurrency",
            "approve",
            "refuseApproval",
            "withdrawApproval",
            "apply",
            "getApplicationState",
            "approveApplication",
            "refuseApplication",
            "withdrawCreditPolicy",
            "importLimits",
            "importMembers",
            "startDeparture",
            "takeBackDeparture",
            "writeOff",
            "eraseMember",
            "changeOwnProfile",
            "acceptTerms",
            "publishTerms",
            "applyPreset",
            "startWindingUp",
            "completeWindingUp",
            "eraseCommunity");

    /** They ask and change nothing. */
    private static final Set<String> READS = Set.of("previewCreditPolicy", "previewMadeCreditPolicy");

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
            if (changes && !ONES_OWN_LOGIN.contains(id) && !ELSEWHERE.contains(id) && !READS.contains(id)) {
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

    private static Found act(World world, Recipe recipe, Who who) {
        long before = world.acts(who);
        Response answer = recipe.call().send(world.as(who), world, world.place(Whose.OTHER));
        if (answer.statusCode() >= 300) {
            return Found.REFUSED;
        }
        return world.acts(who) > before ? Found.RECORDED : Found.UNNOTICED;
    }
}
