package org.tallystick.terms;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Terms are published, accepted, and asked for where a community wants that. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class TermsTest {
    private Town town;
    private String ann;

    @BeforeEach
    void aTown() {
        town = new Town();
        ann = town.member("ann", "100.00");
        town.enrol("ben");
    }

    @Test
    void whoHasNotAcceptedIsPaidButRecordsNothing() {
        String ben = Api.login(town.operator(), town.slug(), "ben");
        String mediator = town.appoint("mediator");
        publish(today(), 0).statusCode(201).body("version", equalTo(1)).body("inForce", equalTo(true));
        town.trade(ann, "ann", "ben", "1.00").statusCode(201);

        town.settings(Map.of("termsRequired", "trading"));

        town.trade(ann, "ann", "ben", "1.00")
                .statusCode(403)
                .body("code", equalTo("terms-not-accepted"))
                .body("version", equalTo(1));
        accept(ben, "ben", 1).statusCode(204);
        accept(ben, "ben", 1).statusCode(204);
        town.trade(ben, "ben", "ann", "1.00").statusCode(201);
        town.trade(mediator, "ann", "ben", "1.00").statusCode(201);
        town.get(town.operator(), "/terms/1/acceptances?state=missing").body("acceptances.handle", contains("ann"));
        town.get(town.operator(), "/terms/1/acceptances?state=accepted")
                .body("acceptances.handle", contains("ben"))
                .body("acceptances[0].acceptedBy", equalTo("ben@" + town.slug()));

        accept(ann, "ann", 1).statusCode(204);

        town.trade(ann, "ann", "ben", "1.00").statusCode(201);
        town.get(town.operator(), "/terms/1/acceptances").body("acceptances.acceptedVersion", contains(1, 1));
        town.get(town.operator(), "/changes?kind=member")
                .body("changes.findAll { it.reason == 'terms accepted' }.after.acceptedTerms", contains(1, 1));
    }

    @Test
    void termsDoNotBarTheWayOut() {
        town.settings(Map.of("termsRequired", "trading"));
        publish(today(), 0).statusCode(201);
        town.trade(ann, "ann", "ben", "1.00").statusCode(403).body("code", equalTo("terms-not-accepted"));
        String ben = Api.login(town.operator(), town.slug(), "ben");
        accept(ben, "ben", 1).statusCode(204);
        town.trade(ben, "ben", "ann", "2.00").statusCode(201);
        Api.as(town.operator(), Map.of("cause", "leaves", "reason", "does not agree with the terms"))
                .post(town.path("/members/ann/departure"))
                .then()
                .statusCode(201);
        town.trade(ann, "ann", "ben", "2.00").statusCode(201);
    }

    @Test
    void aNewVersionIsAcceptedAnewOnceItsGraceIsOver() {
        town.settings(Map.of("termsRequired", "trading"));
        publish(today(), 0).statusCode(201);
        accept(ann, "ann", 1).statusCode(204);
        publish(today(), 30).statusCode(201).body("version", equalTo(2));
        town.trade(ann, "ann", "ben", "1.00").statusCode(201);
        accept(ann, "ann", 1).statusCode(409).body("code", equalTo("state-conflict"));

        publish(today(), 0).statusCode(201).body("version", equalTo(3));

        town.trade(ann, "ann", "ben", "1.00").statusCode(403).body("version", equalTo(3));
        publish(today().plusDays(1), 0).statusCode(201).body("inForce", equalTo(false));
        accept(ann, "ann", 4).statusCode(204);
        town.trade(ann, "ann", "ben", "1.00").statusCode(201);
    }

    @Test
    void versionsAreReadByEveryMember() {
        publish(today(), 14).statusCode(201);

        town.get(ann, "/terms").body("terms", hasSize(1)).body("terms[0].text", nullValue());
        town.get(ann, "/terms/1")
                .body("text", equalTo("# How we trade\n\nBe fair."))
                .body("graceDays", equalTo(14))
                .body("language", equalTo("en"));
        town.get(ann, "/terms/2").statusCode(404);
        town.get(ann, "/terms/1/acceptances").statusCode(403);
        accept(ann, "ben", 1).statusCode(403);
        accept(ann, "ann", 2).statusCode(404);
        town.get(town.operator(), "/changes?kind=community").body("changes[0].after.terms.version", equalTo(1));
    }

    @Test
    void whatIsWrongIsToldFieldByField() {
        Map<String, Object> wrong = new HashMap<>(terms(today().minusDays(1), 366));
        wrong.put("language", "not a language");
        wrong.put("text", "a\u0007b");
        wrong.put("title", "");
        wrong.remove("reason");
        Api.as(town.operator(), wrong)
                .post(town.path("/terms"))
                .then()
                .statusCode(400)
                .body("errors.field", hasItems("language", "title", "text", "effectiveOn", "graceDays", "reason"));
        publish(today().plusDays(10), 0).statusCode(201);
        publish(today().plusDays(9), 0).statusCode(400).body("errors[0].field", equalTo("effectiveOn"));
    }

    @Test
    void anExchangeSystemIsStoppedWhereTheMemberHasNotAccepted() {
        String till = town.client(Town.newName(), "trades:write");
        publish(today(), 0).statusCode(201);
        town.trade(till, "ann", "ben", "1.00").statusCode(201);

        town.settings(Map.of("termsRequired", "trading"));

        town.trade(till, "ann", "ben", "1.00")
                .statusCode(403)
                .body("code", equalTo("terms-not-accepted"))
                .body("version", equalTo(1));
        accept(ann, "ann", 1).statusCode(204);
        town.trade(till, "ann", "ben", "1.00").statusCode(201);
        town.trade(till, "ben", "ann", "1.00").statusCode(403).body("code", equalTo("terms-not-accepted"));
        Api.as(
                        till,
                        Map.of(
                                "atomic",
                                false,
                                "trades",
                                List.of(
                                        Map.of("payer", "ann", "payee", "ben", "amount", "1.00", "description", "soap"),
                                        Map.of(
                                                "payer",
                                                "ben",
                                                "payee",
                                                "ann",
                                                "amount",
                                                "1.00",
                                                "description",
                                                "soap"))))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/batch"))
                .then()
                .statusCode(403)
                .body("errors[0].field", equalTo("trades[1].payer"));
        publish(today(), 0).statusCode(201);
        town.trade(till, "ann", "ben", "1.00").statusCode(403).body("version", equalTo(2));
        accept(ann, "ann", 2).statusCode(204);
        town.trade(till, "ann", "ben", "1.00").statusCode(201);
    }

    @Test
    void anExchangeSystemSettlesUpForOneWhoIsLeavingAndHasNotAccepted() {
        String till = town.client(Town.newName(), "trades:write");
        publish(today(), 0).statusCode(201);
        town.trade(ann, "ann", "ben", "5.00").statusCode(201);
        town.settings(Map.of("termsRequired", "trading"));
        town.trade(till, "ben", "ann", "1.00").statusCode(403);
        Api.as(town.operator(), Map.of("cause", "leaves", "reason", "moves away"))
                .post(town.path("/members/ben/departure"))
                .then()
                .statusCode(201);
        town.trade(till, "ben", "ann", "1.00").statusCode(201);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Lisbon"));
    }

    private ValidatableResponse accept(String token, String handle, int version) {
        return Api.as(token)
                .post(town.path("/members/" + handle + "/terms/" + version + "/acceptance"))
                .then();
    }

    private static Map<String, Object> terms(LocalDate effectiveOn, int graceDays) {
        return Map.of(
                "language", "en",
                "title", "How we trade",
                "text", "# How we trade\r\n\r\nBe fair.",
                "effectiveOn", effectiveOn.toString(),
                "graceDays", graceDays,
                "reason", "the assembly of May");
    }

    private ValidatableResponse publish(LocalDate effectiveOn, int graceDays) {
        return Api.as(town.operator(), terms(effectiveOn, graceDays))
                .post(town.path("/terms"))
                .then();
    }
}
