package org.tallystick.community;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What a community decides for itself, and what comes of it. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class SettingsTest {
    @Test
    void whatIsDecidedIsShownAndRecorded() {
        Town town = new Town();
        town.get(town.operator(), "")
                .body("settings.valueDateDaysBack", equalTo(366))
                .body("settings.languages", contains("en"))
                .body("settings.tellOfMediation", equalTo(true));

        town.settings(Map.of("valueDateDaysBack", 14, "languages", List.of("pt-pt", "en"), "tellOfMediation", false));

        town.get(town.operator(), "")
                .body("settings.valueDateDaysBack", equalTo(14))
                .body("settings.languages", contains("pt-PT", "en"))
                .body("settings.tellOfMediation", equalTo(false));
        town.get(town.operator(), "/changes?kind=community")
                .body("changes[0].before.settings.valueDateDaysBack", equalTo(366))
                .body("changes[0].after.settings.valueDateDaysBack", equalTo(14))
                .body("changes[0].after.settings.languages", contains("pt-PT", "en"));
    }

    @Test
    void theLetterheadIsAFewLinesAndCanBeTakenAway() {
        Town town = new Town();
        town.get(town.operator(), "").body("settings.letterhead", empty());

        town.settings(Map.of("letterhead", List.of("Maple LETS", "  14 Mill Lane ")));
        town.get(town.operator(), "").body("settings.letterhead", contains("Maple LETS", "14 Mill Lane"));
        town.settings(Map.of("valueDateDaysBack", 14));
        town.get(town.operator(), "").body("settings.letterhead", contains("Maple LETS", "14 Mill Lane"));
        town.settings(Map.of("letterhead", List.of()));
        town.get(town.operator(), "").body("settings.letterhead", empty());

        for (Map.Entry<String, List<String>> wrong : Map.of(
                        "settings.letterhead", List.of("1", "2", "3", "4", "5", "6", "7"),
                        "settings.letterhead[1]", List.of("1", "x".repeat(81)))
                .entrySet()) {
            Api.as(town.operator(), Map.of("settings", Map.of("letterhead", wrong.getValue()), "reason", "decided"))
                    .header("If-Match", "*")
                    .patch(town.path(""))
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains(wrong.getKey()));
        }
    }

    @Test
    void whatIsNoSettingIsRefusedFieldByField() {
        Town town = new Town();
        Api.as(
                        town.operator(),
                        Map.of(
                                "settings",
                                Map.of("valueDateDaysBack", -1, "languages", List.of("en", "EN", "not a language")),
                                "reason",
                                "decided"))
                .header("If-Match", "*")
                .patch(town.path(""))
                .then()
                .statusCode(400)
                .body(
                        "errors.field",
                        hasItems("settings.valueDateDaysBack", "settings.languages[1]", "settings.languages[2]"));
    }

    @Test
    void aTradeOfADayThatTheCommunityNoLongerTakesIsRefused() {
        Town town = new Town();
        String ann = town.member("ann", "100.00");
        town.enrol("ben");
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Lisbon"));
        trade(town, ann, today.minusDays(3)).statusCode(201);

        town.settings(Map.of("valueDateDaysBack", 2));

        trade(town, ann, today.minusDays(3)).statusCode(422).body("code", equalTo("value-date-out-of-bounds"));
        trade(town, ann, today.minusDays(2)).statusCode(201);
    }

    private static ValidatableResponse trade(Town town, String token, LocalDate valueDate) {
        return Api.as(
                        token,
                        Map.of(
                                "payer", "ann",
                                "payee", "ben",
                                "amount", "1.00",
                                "description", "bread",
                                "valueDate", valueDate.toString()))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades"))
                .then();
    }
}
