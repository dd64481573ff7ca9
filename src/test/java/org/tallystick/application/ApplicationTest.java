package org.tallystick.application;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
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

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class ApplicationTest {
    private static final List<Map<String, Object>> QUESTIONS = List.of(
            Map.of("code", "why", "text", "Why do you want to join?", "required", true),
            Map.of("code", "skills", "text", "What can you do for others?"));
    private static final Map<String, String> ANSWERS = Map.of("why", "I repair bicycles");

    private final String email = "n" + UUID.randomUUID() + "@maple.example";

    @Inject
    Applications applications;

    @Inject
    Sql sql;

    Mailbox mailbox;

    private Town town;

    @BeforeEach
    void aTownWithQuestions() {
        town = new Town();
    }

    @Test
    void aCommunityTakesNobodyWithoutInvitationUnlessItSaysSo() {
        post("/applications", applicant("nora", ANSWERS)).statusCode(404);
        given().get(town.path("/joining")).then().statusCode(404);
        town.get(town.operator(), "")
                .body("settings.joining", equalTo("invitation"))
                .body("settings.questions", hasSize(0))
                .body("settings.languages[0]", equalTo("en"));
        open("application");
        given().get(town.path("/joining"))
                .then()
                .statusCode(200)
                .body("joining", equalTo("application"))
                .body("questions.code", contains("why", "skills"))
                .body("questions.required", contains(true, false));
        given().get("/v1/communities/nowhere/joining").then().statusCode(404);
    }

    @Test
    void whatTheCommunityAsksIsReadStrictly() {
        Api.as(
                        town.operator(),
                        Map.of(
                                "settings",
                                Map.of(
                                        "joining",
                                        "sometimes",
                                        "languages",
                                        List.of("no language"),
                                        "questions",
                                        List.of(
                                                Map.of("code", "Why", "text", ""),
                                                Map.of("code", "a", "text", "A?"),
                                                Map.of("code", "a", "text", "x".repeat(501)))),
                                "reason",
                                "decided"))
                .header("If-Match", "*")
                .patch(town.path(""))
                .then()
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "settings.joining",
                                "settings.languages[0]",
                                "settings.questions[0].code",
                                "settings.questions[0].text",
                                "settings.questions[2].code",
                                "settings.questions[2].text"));
    }

    @Test
    void whoIsApprovedIsEnrolledAtTheUsualLimitsAndInvited() {
        open("application");
        String token = post("/applications", applicant("nora", ANSWERS))
                .statusCode(201)
                .body("state", equalTo("open"))
                .body("username", nullValue())
                .extract()
                .path("token");
        state(token).statusCode(200).body("state", equalTo("open"));
        town.get(town.operator(), "/members/nora").statusCode(404);
        String administrator = town.appoint("administrator");
        String id = town.get(administrator, "/applications?state=open")
                .statusCode(200)
                .body("applications.handle", contains("nora"))
                .body("applications[0].answers.why", equalTo("I repair bicycles"))
                .body("applications[0].email", equalTo(email))
                .extract()
                .path("applications[0].id");

        decide(administrator, id, "approval")
                .statusCode(200)
                .body("application.state", equalTo("approved"))
                .body("invitation.sentTo", equalTo(email));

        assertThat(mailbox.awaitLetterTo(email).subject()).contains("invitation");
        town.get(administrator, "/members/nora").statusCode(200).body("email", equalTo(email));
        town.get(administrator, "/accounts/nora").body("creditLimit", equalTo("0.00"));
        state(token).body("state", equalTo("approved")).body("reason", nullValue());
        decide(administrator, id, "refusal").statusCode(409);
        town.get(administrator, "/changes?kind=application")
                .body("changes[0].after.member", equalTo("nora"))
                .body("changes[0].subject", equalTo(id));
    }

    @Test
    void whoHasNoAddressIsHandedTheInvitationAndMayGetAnotherHandle() {
        open("application");
        Map<String, Object> applicant = applicant("nora", ANSWERS);
        applicant.remove("email");
        post("/applications", applicant).statusCode(201);
        town.enrol("nora");
        String id = town.get(town.operator(), "/applications").extract().path("applications[0].id");
        decide(town.operator(), id, "approval").statusCode(409).body("errors[0].field", equalTo("handle"));
        String invitation = Api.as(town.operator(), Map.of("reason", "agreed", "handle", "nora-lind"))
                .post(town.path("/applications/" + id + "/approval"))
                .then()
                .statusCode(200)
                .body("invitation.token", notNullValue())
                .extract()
                .path("invitation.token");
        Town.accept(Map.of("token", invitation, "password", "an umbrella of gravel"))
                .statusCode(200)
                .body("username", equalTo("nora-lind@" + town.slug()));
    }

    @Test
    void whoIsRefusedIsToldWhyAndForgottenAfterNinetyDays() {
        open("application");
        String token =
                post("/applications", applicant("nora", ANSWERS)).extract().path("token");
        String id = town.get(town.operator(), "/applications").extract().path("applications[0].id");
        decide(town.operator(), id, "refusal").statusCode(200).body("state", equalTo("refused"));
        state(token).body("state", equalTo("refused")).body("reason", equalTo("decided together"));
        assertThat(mailbox.awaitLetterTo(email).text()).contains("decided together");
        town.get(town.operator(), "/changes?kind=application")
                .body("changes[0].reason", equalTo("Refused an application"));

        applications.runDue(Instant.now().plus(Duration.ofDays(89)));
        state(token).statusCode(200);
        applications.runDue(Instant.now().plus(Duration.ofDays(91)));
        state(token).statusCode(404);
        town.get(town.operator(), "/applications").body("applications", hasSize(0));
        post("/applications", applicant("nora", ANSWERS)).statusCode(201);
    }

    @Test
    void whereItIsOpenOneIsAMemberAtOnceWithALogin() {
        open("open");
        Map<String, Object> applicant = applicant("nora", ANSWERS);
        post("/applications", applicant).statusCode(400).body("errors.field", contains("password"));
        applicant.put("password", "an umbrella of gravel");
        post("/applications", applicant)
                .statusCode(201)
                .body("state", equalTo("approved"))
                .body("username", equalTo("nora@" + town.slug()));
        String nora = Api.token("nora@" + town.slug(), "an umbrella of gravel");
        town.get(nora, "/members/nora").statusCode(200).body("status", equalTo("active"));
        town.get(town.operator(), "/changes?kind=member")
                .body("changes[0].changedBy", equalTo("nora@" + town.slug()))
                .body("changes[0].reason", equalTo("Joined by themselves"));
        post("/applications", applicant).statusCode(409).body("errors[0].field", equalTo("handle"));
    }

    @Test
    void whatAnApplicantWritesIsReadStrictly() {
        open("application");
        Map<String, Object> applicant = applicant("Nora!", Map.of("age", "12"));
        applicant.put("kind", "robot");
        applicant.put("password", "an umbrella of gravel");
        post("/applications", applicant)
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("handle", "kind", "answers.why", "answers.age", "password"));
        town.enrol("bob");
        post("/applications", applicant("bob", ANSWERS)).statusCode(409).body("code", equalTo("already-exists"));
        post("/applications", applicant("nora", ANSWERS)).statusCode(201);
        post("/applications", applicant("nora", ANSWERS)).statusCode(409);
        state("none").statusCode(404);
    }

    @Test
    void anApplicationThatNobodyDecidesExpires() {
        open("application");
        String token =
                post("/applications", applicant("nora", ANSWERS)).extract().path("token");
        applications.runDue(Instant.now().plus(Duration.ofDays(29)));
        state(token).statusCode(200);
        applications.runDue(Instant.now().plus(Duration.ofDays(31)));
        state(token).statusCode(404);
    }

    @Test
    void oneAddressTakesNotAllTheRoomThereIs() {
        open("application");
        post("/applications", applicant("nora", ANSWERS)).statusCode(201);
        copies(19);
        post("/applications", applicant("norb", ANSWERS)).statusCode(409).body("code", equalTo("state-conflict"));
        sql.update("DELETE FROM application WHERE handle = 'copy-1'");
        post("/applications", applicant("norb", ANSWERS)).statusCode(201);
        town = new Town();
        open("open");
        Map<String, Object> applicant = applicant("first", ANSWERS);
        applicant.put("password", "an umbrella of gravel");
        for (int i = 0; i < 5; i++) {
            applicant.put("handle", "one" + i);
            post("/applications", applicant).statusCode(201);
        }
        applicant.put("handle", "one5");
        post("/applications", applicant).statusCode(409).body("code", equalTo("state-conflict"));
        applications.runDue(Instant.now().plus(Duration.ofDays(2)));
        assertThat(sql.exists(
                        "SELECT FROM application a JOIN community c USING (community_id) WHERE c.slug = ?"
                                + " AND a.state = 'approved' AND a.address_digest IS NOT NULL",
                        town.slug()))
                .isFalse();
    }

    private void copies(int count) {
        sql.update(
                "INSERT INTO application (community_id, application_id, token_digest, handle, name, kind, answers, applied_at,"
                        + " address_digest) SELECT a.community_id, gen_random_uuid(), decode(md5(n::text), 'hex'), 'copy-' || n,"
                        + " a.name, a.kind, a.answers, a.applied_at, a.address_digest"
                        + " FROM application a JOIN community c USING (community_id), generate_series(1, ?::int) n"
                        + " WHERE c.slug = ? AND a.handle = 'nora'",
                count,
                town.slug());
    }

    @Test
    void whoEnrolsThemselvesBeginsWithoutCredit() {
        sql.update(
                "UPDATE currency SET default_credit_limit = 5000 WHERE community_id ="
                        + " (SELECT community_id FROM community WHERE slug = ?)",
                town.slug());
        open("open");
        Map<String, Object> applicant = applicant("nora", ANSWERS);
        applicant.put("password", "an umbrella of gravel");
        post("/applications", applicant).statusCode(201);
        town.get(town.operator(), "/accounts/nora").body("creditLimit", equalTo("0.00"));
    }

    @Test
    void whoseHandleItIsOrWasIsNotTold() {
        open("application");
        town.enrol("bob");
        post("/applications", applicant("nora", ANSWERS)).statusCode(201);
        String ofMember = post("/applications", applicant("bob", ANSWERS))
                .statusCode(409)
                .extract()
                .path("detail");
        String ofApplicant = post("/applications", applicant("nora", ANSWERS))
                .statusCode(409)
                .extract()
                .path("detail");
        assertThat(ofMember.replace("bob", "nora")).isEqualTo(ofApplicant).contains("cannot be had here");
    }

    @Test
    void nobodyAppliesWithoutEnd() {
        open("application");
        int status = 201;
        for (int i = 0; status == 201 && i < 30; i++) {
            status = send("/applications", applicant("nora" + i, ANSWERS)).statusCode();
        }
        assertThat(status).isEqualTo(429);
    }

    private void open(String joining) {
        town.settings(Map.of("joining", joining, "questions", QUESTIONS, "languages", List.of("pt-br")));
        town.get(town.operator(), "").body("settings.languages[0]", equalTo("pt-BR"));
    }

    private Map<String, Object> applicant(String handle, Map<String, String> answers) {
        return new HashMap<>(
                Map.of("handle", handle, "name", "Nora Lind", "kind", "person", "email", email, "answers", answers));
    }

    private ValidatableResponse post(String path, Map<String, ?> body) {
        return send(path, body).then();
    }

    private Response send(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post(town.path(path));
    }

    private ValidatableResponse state(String token) {
        return post("/applications/state", Map.of("token", token));
    }

    private ValidatableResponse decide(String token, String id, String how) {
        return Api.as(token, Map.of("reason", "decided together"))
                .post(town.path("/applications/" + id + "/" + how))
                .then();
    }
}
