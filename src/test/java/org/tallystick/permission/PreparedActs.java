package org.tallystick.permission;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.testing.Api;
import org.tallystick.testing.Town;

/** Acts that take preparation, which the recipes of {@link Recipes} call in vain: each in a community of its own. */
final class PreparedActs {
    private static final Map<String, Object> WHY = Map.of("reason", "a test");
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    private static final String LEVIES = "/currencies/CRED/levies";
    private static final String POLICIES = "/currencies/CRED/credit-policies";

    private final Map<String, Act> all = new LinkedHashMap<>();

    /** Somebody does it: the token of who did. All that is done before is somebody else's. */
    interface Doing {
        String in(Town town);
    }

    /** @param kind under which it stands in the audit log */
    record Act(String kind, Doing doing) {}

    private PreparedActs() {
        rules();
        newcomers();
        leavers();
        approvals();
        windingUp();
        disputes();
        proposals();
        instalments();
        exports();
    }

    static Map<String, Act> all() {
        return new PreparedActs().all;
    }

    private void put(String operation, String kind, Doing doing) {
        all.put(operation, new Act(kind, doing));
    }

    private void rules() {
        put("addCurrency", "currency", town -> {
            String who = town.appoint("administrator");
            post(town, who, "/currencies", why("code", "EGG", "name", "Egg", "symbol", "e", "scale", 0), 201);
            return who;
        });
        put("applyPreset", "community", town -> {
            String who = town.appoint("administrator");
            Api.as(who, why("preset", "timebank"))
                    .header("If-Match", "*")
                    .post(town.path("/preset"))
                    .then()
                    .statusCode(200);
            return who;
        });
        put("publishTerms", "community", town -> publishTerms(town, town.appoint("administrator")));
        put("acceptTerms", "member", town -> {
            String alice = town.member("alice", "10.00");
            publishTerms(town, town.operator());
            post(town, alice, "/members/alice/terms/1/acceptance", Map.of(), 204);
            return alice;
        });
        put("withdrawCreditPolicy", "policy", town -> {
            String who = town.appoint("administrator");
            Map<String, Object> policy = why("creditLimit", Map.of("rule", "fixed", "amount", "30.00"));
            policy.put("from", LocalDate.now(ZONE).plusDays(3).toString());
            post(town, town.operator(), POLICIES, policy, 201);
            delete(town, who, POLICIES + "/1");
            return who;
        });
        put("withdrawLevy", "levy", town -> {
            String who = town.appoint("administrator");
            Map<String, Object> levy = why("payer", Map.of("percent", "1"));
            levy.put("from", LocalDate.now(ZONE).plusDays(3).toString());
            post(town, town.operator(), LEVIES, levy, 201);
            delete(town, who, LEVIES + "/1");
            return who;
        });
        put("importLimits", "limits", town -> {
            town.enrol("alice");
            String who = town.appoint("administrator");
            town.importFile(who, "/limits/import", "account,credit_limit,balance_cap,reason\nalice,7.00,,asked\n");
            return who;
        });
    }

    private void exports() {
        put("cancelJob", "export", town -> {
            String who = town.appoint("administrator");
            String id = Api.as(town.operator(), Map.of("kind", "community"))
                    .post(town.path("/exports"))
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            Api.as(who).delete(town.path("/jobs/" + id)).then().statusCode(204);
            return who;
        });
    }

    private static String publishTerms(Town town, String who) {
        Map<String, Object> terms = why("language", "en", "title", "How we trade", "text", "Be fair.", "graceDays", 0);
        terms.put("effectiveOn", LocalDate.now(ZONE).toString());
        post(town, who, "/terms", terms, 201);
        return who;
    }

    private void newcomers() {
        put("importMembers", "member", town -> {
            String who = town.appoint("administrator");
            town.importFile(who, "/members/import?reason=list", "handle,name,kind\ncarol,Carol,person\n");
            return who;
        });
        put("approveApplication", "member", town -> decideApplication(town, "approval"));
        put("refuseApplication", "application", town -> decideApplication(town, "refusal"));
        put("changeOwnProfile", "member", town -> {
            String alice = town.member("alice", "10.00");
            Api.as(alice, Map.of("email", "alice@maple.example"))
                    .header("If-Match", "*")
                    .patch(town.path("/members/alice/profile"))
                    .then()
                    .statusCode(200);
            return alice;
        });
        put("giveConsent", "consent", town -> {
            String alice = town.member("alice", "10.00");
            town.settings(Map.of("clientConsent", "members"));
            town.client("till-" + town.slug(), "accounts:read");
            Api.as(alice)
                    .put(town.path("/members/alice/consents/till-" + town.slug()))
                    .then()
                    .statusCode(204);
            return alice;
        });
    }

    private static String decideApplication(Town town, String how) {
        town.settings(Map.of("joining", "application", "questions", List.of()));
        given().contentType(ContentType.JSON)
                .body(Map.of("handle", "nora", "name", "Nora", "kind", "person"))
                .post(town.path("/applications"))
                .then()
                .statusCode(201);
        String who = town.appoint("administrator");
        String id = town.get(town.operator(), "/applications").extract().path("applications[0].id");
        post(town, who, "/applications/" + id + "/" + how, WHY, 200);
        return who;
    }

    private void leavers() {
        put("startDeparture", "member", town -> {
            town.enrol("alice");
            return depart(town, town.appoint("administrator"));
        });
        put("takeBackDeparture", "member", town -> {
            town.enrol("alice");
            depart(town, town.operator());
            String who = town.appoint("administrator");
            delete(town, who, "/members/alice/departure");
            return who;
        });
        put("writeOff", "member", town -> {
            owing(town);
            depart(town, town.operator());
            return writeOff(town, town.appoint("administrator"));
        });
        put("eraseMember", "member", town -> {
            owing(town);
            depart(town, town.operator());
            writeOff(town, town.operator());
            String who = town.appoint("administrator");
            post(town, who, "/members/alice/erasure", WHY, 200);
            return who;
        });
    }

    private static void owing(Town town) {
        String alice = town.member("alice", "10.00");
        town.enrol("bob");
        town.trade(alice, "alice", "bob", "4.00").statusCode(201);
    }

    private static String depart(Town town, String who) {
        post(town, who, "/members/alice/departure", why("cause", "vanished"), 201);
        return who;
    }

    private static String writeOff(Town town, String who) {
        Api.as(who, why("against", "settlement"))
                .header("Idempotency-Key", "w")
                .post(town.path("/members/alice/write-off"))
                .then()
                .statusCode(201);
        return who;
    }

    private void approvals() {
        put("approve", "approval", town -> decide(town, "approval"));
        put("refuseApproval", "approval", town -> decide(town, "refusal"));
        put("withdrawApproval", "approval", town -> {
            String who = town.appoint("administrator");
            delete(town, who, "/approvals/" + ask(town, who));
            return who;
        });
    }

    private static String decide(Town town, String how) {
        String who = town.appoint("administrator");
        post(town, who, "/approvals/" + ask(town, town.appoint("administrator")) + "/" + how, WHY, 200);
        return who;
    }

    /** @return the id of what waits */
    private static String ask(Town town, String who) {
        town.enrol("alice");
        Map<String, Object> rules = why("writeOffs", false, "reversals", false, "policies", false);
        rules.put("limitRises", List.of(Map.of("currency", "CRED", "above", "0.00")));
        Api.as(town.operator(), rules)
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);
        return town.setLimits(who, "alice", "500.00").statusCode(202).extract().path("id");
    }

    private void windingUp() {
        put("startWindingUp", "approval", town -> begin(town, town.appoint("administrator")));
        put("completeWindingUp", "approval", town -> {
            String who = town.appoint("administrator");
            String second = town.appoint("administrator");
            agree(town, begin(town, town.operator()), second);
            return complete(town, who);
        });
        put("eraseCommunity", "approval", town -> {
            String who = town.appoint("administrator");
            String second = town.appoint("administrator");
            agree(town, begin(town, town.operator()), second);
            String outcome = agree(town, complete(town, town.operator()), second);
            town.awaitJob(town.operator(), outcome.split(" ")[1]);
            post(town, who, "/winding-up/erasure", WHY, 202);
            return who;
        });
    }

    private void disputes() {
        put("openDispute", "dispute", town -> {
            String alice = town.member("alice", "10.00");
            dispute(town, alice, alice);
            return alice;
        });
        put("resolveDispute", "dispute", town -> {
            String alice = town.member("alice", "10.00");
            String who = town.appoint("mediator");
            String id = dispute(town, alice, alice);
            post(town, who, "/disputes/" + id + "/resolution", why("outcome", "upheld"), 200);
            return who;
        });
        put("withdrawDispute", "dispute", town -> {
            String alice = town.member("alice", "10.00");
            Api.as(alice)
                    .post(town.path("/disputes/" + dispute(town, alice, alice) + "/withdrawal"))
                    .then()
                    .statusCode(200);
            return alice;
        });
    }

    /** @return its id */
    private static String dispute(Town town, String payer, String who) {
        town.enrol("bob");
        String trade = town.trade(payer, "alice", "bob", "4.00")
                .statusCode(201)
                .extract()
                .path("id");
        return Api.as(who, WHY)
                .post(town.path("/trades/" + trade + "/dispute"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String begin(Town town, String who) {
        post(town, who, "/winding-up", why("settlementRule", "settlement", "erasureAfterDays", 0), 202);
        return who;
    }

    private static String complete(Town town, String who) {
        post(town, who, "/winding-up/completion", WHY, 202);
        return who;
    }

    private void proposals() {
        put("acceptProposal", "proposal", town -> {
            String who = town.appoint("mediator");
            answer(town, town.member("alice", "10.00"), who, "acceptance");
            return who;
        });
        put("requestReversal", "proposal", town -> {
            String alice = town.member("alice", "10.00");
            town.enrol("bob");
            String trade = town.trade(alice, "alice", "bob", "1.00").extract().path("id");
            String who = town.appoint("administrator");
            Api.as(who, WHY)
                    .header("Idempotency-Key", "r")
                    .post(town.path("/trades/" + trade + "/reversal-requests"))
                    .then()
                    .statusCode(201);
            return who;
        });
        put("declineProposal", "proposal", town -> {
            String who = town.appoint("mediator");
            answer(town, town.member("alice", "10.00"), who, "decline");
            return who;
        });
        put("cancelProposal", "proposal", town -> {
            String who = town.appoint("mediator");
            town.enrol("alice");
            answer(town, who, who, "cancellation");
            return who;
        });
    }

    private void instalments() {
        put("releaseInstalments", "proposal", town -> {
            String who = town.appoint("mediator");
            String alice = town.member("alice", "10.00");
            String bob = town.member("bob", "10.00");
            Map<String, Object> request = new HashMap<>(Map.of("kind", "request", "payer", "bob", "payee", "alice"));
            request.put("amount", "2.00");
            request.put("description", "bread");
            request.put(
                    "instalments",
                    List.of(
                            Map.of("dueDate", LocalDate.now(ZONE).plusDays(1).toString(), "amount", "1.00"),
                            Map.of("dueDate", LocalDate.now(ZONE).plusDays(2).toString(), "amount", "1.00")));
            String id = keyed(alice, request).post(town.path("/proposals")).path("id");
            keyed(bob, Map.of("instalments", true))
                    .post(town.path("/proposals/" + id + "/acceptance"))
                    .then()
                    .statusCode(200);
            post(town, who, "/proposals/" + id + "/release", Map.of(), 200);
            return who;
        });
        put("makeAcceptanceRule", "acceptance-rule", town -> {
            String alice = town.member("alice", "10.00");
            town.enrol("bob");
            Map<String, Object> rule = Map.of("payee", "bob", "perTrade", "1.00", "perMonth", "1.00");
            post(town, alice, "/members/alice/acceptance-rules", rule, 201);
            return alice;
        });
    }

    private static RequestSpecification keyed(String who, Map<String, ?> body) {
        return Api.as(who, body).header("Idempotency-Key", "k");
    }

    /** Somebody requests that bob pays alice, and somebody else answers, or takes it back. */
    private static void answer(Town town, String asker, String who, String how) {
        town.enrol("bob");
        String id = Api.as(
                        asker,
                        Map.of(
                                "kind",
                                "request",
                                "payer",
                                "bob",
                                "payee",
                                "alice",
                                "amount",
                                "1.00",
                                "description",
                                "bread"))
                .header("Idempotency-Key", "p")
                .post(town.path("/proposals"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Api.as(who, Map.of())
                .header("Idempotency-Key", "a")
                .post(town.path("/proposals/" + id + "/" + how))
                .then()
                .statusCode(200);
    }

    /** @return what came of it */
    private static String agree(Town town, String asker, String second) {
        String id = town.get(asker, "/approvals?state=waiting").extract().path("approvals[0].id");
        return Api.as(second, WHY)
                .post(town.path("/approvals/" + id + "/approval"))
                .then()
                .statusCode(200)
                .extract()
                .path("outcome");
    }

    private static void post(Town town, String token, String rest, Map<String, ?> body, int status) {
        Api.as(token, body).post(town.path(rest)).then().statusCode(status);
    }

    private static void delete(Town town, String token, String rest) {
        Api.as(token).delete(town.path(rest + "?reason=test")).then().statusCode(204);
    }

    private static Map<String, Object> why(Object... pairs) {
        Map<String, Object> body = new HashMap<>(WHY);
        for (int i = 0; i < pairs.length; i += 2) {
            body.put((String) pairs[i], pairs[i + 1]);
        }
        return body;
    }
}
