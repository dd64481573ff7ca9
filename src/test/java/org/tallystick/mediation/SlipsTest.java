package org.tallystick.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
import org.tallystick.testing.ReceivedLetter;
import org.tallystick.testing.Town;

/** Paper slips, entered by a mediator for members who then get a letter each. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class SlipsTest {
    private static final String HEADER = "slip,payer,payee,amount,description,value_date\n";

    @Inject
    Sql sql;

    Mailbox mailbox;

    private Town town;
    private String mediator;

    @BeforeEach
    void aTown() {
        town = new Town();
        town.enrol("ann");
        town.enrol("ben");
        town.enrol("carl");
        mediator = town.appoint("mediator");
    }

    @Test
    void slipsAreTradesThatNameThemAndEachPartyGetsOneLetterForAllOfThem() {
        String ann = reads("ann");
        String ben = reads("ben");
        String key = UUID.randomUUID().toString();
        List<Map<String, Object>> slips = List.of(
                slip("A-1", "ann", "ben", "10.00"), slip("A-2", "ann", "carl", "5"), slip("A-3", "ben", "ann", "1"));

        json(mediator, "?dryRun=true", key, slips)
                .statusCode(200)
                .body("results.status", contains("posted", "posted", "posted"));
        town.get(town.operator(), "/trades").body("trades", hasSize(0));

        json(mediator, "", key, slips)
                .statusCode(200)
                .body("results.number", contains("A-1", "A-2", "A-3"))
                .body("results[0].trade.metadata.slip", equalTo("A-1"))
                .body("results[0].trade.onBehalfOf", equalTo("ann"));
        json(mediator, "", key, slips).statusCode(200).header("Idempotency-Replayed", "true");

        ReceivedLetter letter = mailbox.awaitLetterTo(ann);
        assertThat(letter.subject()).isEqualTo("3 trades were entered for you in A test's community");
        assertThat(letter.text())
                .contains("slip A-1: you paid 10.00 CRED to ben (bread)")
                .contains("slip A-2: you paid 5.00 CRED to carl (bread)")
                .contains("slip A-3: you were paid 1.00 CRED by ben (bread)");
        assertThat(mailbox.awaitLetterTo(ben).html()).contains("slip A-1").doesNotContain("slip A-2");
        json(mediator, "", UUID.randomUUID().toString(), List.of(slip("A-4", "carl", "ben", "1")))
                .statusCode(200);
        assertThat(mailbox.awaitLettersTo(ben, 2)).hasSize(2);
        assertThat(mailbox.lettersTo(ann)).hasSize(1);
        town.get(town.operator(), "/trades").body("trades", hasSize(4));
    }

    @Test
    void aCommunityThatDoesNotWantLettersSendsNone() {
        String ann = reads("ann");
        town.settings(Map.of("tellOfMediation", false));
        json(mediator, "", UUID.randomUUID().toString(), List.of(slip("A-1", "ann", "ben", "1")))
                .statusCode(200);
        town.settings(Map.of("tellOfMediation", true));
        json(mediator, "", UUID.randomUUID().toString(), List.of(slip("A-2", "ann", "ben", "1")))
                .statusCode(200);

        assertThat(mailbox.awaitLetterTo(ann).text()).contains("slip A-2").doesNotContain("slip A-1");
    }

    @Test
    void aFileIsEnteredLineByLineAndWhatIsRefusedNamesItsLine() {
        csv(
                        mediator,
                        "",
                        HEADER
                                + "7,ann,ben,100.00,\"bread, and butter\",\n\n8,ann,ben,0.01,one more,\n9,ben,nobody,1,to whom,\n")
                .statusCode(200)
                .body("results.line", contains(2, 4, 5))
                .body("results.status", contains("posted", "refused", "refused"))
                .body("results[0].trade.description", equalTo("bread, and butter"))
                .body("results[1].problem.code", equalTo("credit-limit-exceeded"))
                .body("results[2].problem.code", equalTo("unknown-account"));
        csv(mediator, "?atomic=true", HEADER + "1,ben,carl,1.00,bread,\n2,ben,carl,500.00,bread,\n")
                .statusCode(422)
                .body("code", equalTo("batch-refused"))
                .body("results.status", contains("not-posted", "refused"))
                .body("results.line", contains(2, 3));
        town.get(town.operator(), "/accounts/carl").body("balance", equalTo("0.00"));
    }

    @Test
    void everythingThatIsMalformedNamesItsSlipOrItsLine() {
        csv(mediator, "", HEADER + "1,ann,ben,1.001,bread,\n2,,ben,1,,2026-02-30\n")
                .statusCode(400)
                .body(
                        "errors.field",
                        contains("line 2, amount", "line 3, payer", "line 3, description", "line 3, value_date"))
                .body("detail", containsString("line 2, amount"));
        csv(mediator, "", "slip,payer\n1,ann\n")
                .statusCode(400)
                .body("errors.field", contains("line 1, payee", "line 1, amount", "line 1, description"));
        csv(mediator, "", HEADER + "1,ann,ben,1,bread,\n1,ann,ben,1,bread,\n")
                .statusCode(400)
                .body("errors.field", contains("line 3, slip"));
        json(mediator, "", "k", List.of(slip("1", "ann", "ben", "1e3"), slip("", "ann", "ben", "1")))
                .statusCode(400)
                .body("errors.field", contains("slips[1].number"));
        json(mediator, "", "k", List.of(slip("1", "ann", "ben", "1e3")))
                .statusCode(400)
                .body("errors.field", contains("slips[0].amount"));
        json(mediator, "", "k", List.of()).statusCode(400).body("errors.field", contains("slips"));
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i <= 1_000; i++) {
            many.add(slip("n" + i, "ann", "ben", "0.01"));
        }
        json(mediator, "", "k", many).statusCode(400).body("errors.field", contains("slips"));
        Api.as(mediator)
                .contentType("application/json")
                .body("{\"slips\": [{\"payor\": 1}]}")
                .header("Idempotency-Key", "k")
                .post(town.path("/slips"))
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-field"));
    }

    @Test
    void whoIsNoMediatorEntersNoneAndAnAdministratorOnlyWhereTheCommunityLetsThem() {
        String administrator = town.appoint("administrator");
        String owner = Api.login(town.operator(), town.slug(), "ann");
        List<Map<String, Object>> slips = List.of(slip("1", "ann", "ben", "1"));

        json(owner, "", "k1", slips).statusCode(403);
        json(administrator, "", "k2", slips).statusCode(403);
        town.settings(Map.of("mediation", "administrators"));
        json(administrator, "", "k3", slips).statusCode(200);
    }

    @Test
    void aSlipInFavourOfTheMediatorIsNamed() {
        Town.acceptAs(mediator, town.invited(town.operator(), "carl", Map.of("role", "owner")))
                .statusCode(200);

        csv(mediator, "", HEADER + "1,ann,ben,1,bread,\n2,ann,carl,1,bread,\n")
                .statusCode(403)
                .body("errors.field", contains("line 3, payee"));
    }

    @Test
    void aSlipIsBetweenTwoMembers() {
        csv(mediator, "", HEADER + "1,settlement,ben,1,bread,\n2,ann,fund,1,bread,\n")
                .statusCode(400)
                .body("errors.field", contains("line 2, payer", "line 3, payee"))
                .body("errors.code", contains("not-a-member", "not-a-member"));
        json(town.operator(), "?dryRun=true", "k", List.of(slip("1", "ann", "settlement", "1")))
                .statusCode(400)
                .body("errors.field", contains("slips[0].payee"));
    }

    /** Gives the login of a member an address that it has confirmed. */
    private String reads(String handle) {
        String email = "a" + UUID.randomUUID() + "@maple.example";
        sql.update(
                "UPDATE app_user SET email = ?, email_confirmed_at = now() WHERE username = ?",
                email,
                handle + "@" + town.slug());
        return email;
    }

    private static Map<String, Object> slip(String number, String payer, String payee, String amount) {
        Map<String, Object> slip = new HashMap<>();
        slip.put("number", number);
        slip.put("payer", payer);
        slip.put("payee", payee);
        slip.put("amount", amount);
        slip.put("description", "bread");
        return slip;
    }

    private ValidatableResponse json(String token, String query, String key, List<Map<String, Object>> slips) {
        return Api.as(token, Map.of("slips", slips))
                .header("Idempotency-Key", key)
                .post(town.path("/slips") + query)
                .then();
    }

    private ValidatableResponse csv(String token, String query, String file) {
        return Api.as(token)
                .contentType("text/csv")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/slips") + query)
                .then();
    }
}
