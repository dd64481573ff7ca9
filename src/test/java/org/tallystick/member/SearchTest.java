package org.tallystick.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class SearchTest {
    private Town town;
    private String anna;

    @BeforeEach
    void aTownOfManyNames() {
        town = new Town();
        enrol("anna", "Anna Gardener");
        enrol("alice", "Alice Åström");
        enrol("lodz-cafe", "Café w Łodzi");
        enrol("tanaka", "田中太郎");
        enrol("wang", "王小明");
        enrol("ivanova", "Мария Иванова");
        enrol("smith", "John Smith");
        enrol("smithson", "Joan Smithson");
        enrol("bakery", "Bakery on the Corner");
        anna = Api.login(town.operator(), town.slug(), "anna");
    }

    @Test
    void partsOfNamesAndHandlesAreFoundWithoutRegardToCapitalsAndAccents() {
        assertThat(found("astrom")).containsExactly("alice");
        assertThat(found("ÅSTRÖM")).containsExactly("alice");
        assertThat(found("cafe")).containsExactly("lodz-cafe");
        assertThat(found("łodz")).containsExactly("lodz-cafe");
        assertThat(found("gard")).containsExactly("anna");
        assertThat(found("田中")).containsExactly("tanaka");
        assertThat(found("小明")).containsExactly("wang");
        assertThat(found("Иван")).containsExactly("ivanova");
        assertThat(found("%")).isEmpty();
        assertThat(found("nobody of this name")).isEmpty();
    }

    @Test
    void whatIsNearlyRightIsFoundAndTheBestComeFirst() {
        assertThat(found("smith")).startsWith("smith", "smithson");
        assertThat(found("Smiht")).contains("smith");
        assertThat(found("jon smth")).startsWith("smith");
        assertThat(found("Alise Astrom")).startsWith("alice");
        assertThat(found("bakry")).startsWith("bakery");
    }

    @Test
    void aWordOfTheSameStemIsFoundInTheLanguageOfTheCommunity() {
        assertThat(found("corners")).startsWith("bakery");
        enrol("haeuser", "Die Häuser am See");
        town.settings(Map.of("languages", List.of("de")));
        assertThat(found("Haus")).contains("haeuser");
        town.settings(Map.of("languages", List.of("tlh")));
        assertThat(found("See")).startsWith("haeuser");
    }

    @Test
    void whatIsSoughtIsPagedAndBounded() {
        String cursor = search("smith", "&limit=1")
                .body("members.handle", equalTo(List.of("smith")))
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");
        search("smith", "&limit=1&cursor=" + cursor).body("members.handle", equalTo(List.of("smithson")));
        search("smith", "&status=left").body("members", hasSize(0));
        Api.as(anna)
                .queryParam("q", " ")
                .get(town.path("/members"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("q"));
        town.get(anna, "/members?q=" + "x".repeat(101)).statusCode(400);
        town.get(anna, "/members?q=x&cursor=!!").statusCode(400).body("errors[0].field", equalTo("cursor"));
        search("anna", "").body("members[0].email", equalTo(null)).body("members[0].joined", notNullValue());
    }

    @Test
    void nobodyFindsTheMembersOfAnotherCommunity() {
        Town other = new Town();
        other.enrol("zorro");
        assertThat(found("zorro")).isEmpty();
        other.get(anna, "/members?q=zorro").statusCode(404);
    }

    private List<String> found(String asked) {
        return Api.as(anna)
                .queryParam("q", asked)
                .get(town.path("/members"))
                .then()
                .statusCode(200)
                .extract()
                .path("members.handle");
    }

    private io.restassured.response.ValidatableResponse search(String asked, String more) {
        return town.get(anna, "/members?q=" + asked + more).statusCode(200);
    }

    private void enrol(String handle, String name) {
        Api.as(town.operator(), Map.of("handle", handle, "name", name, "kind", "person"))
                .post(town.path("/members"))
                .then()
                .statusCode(201);
    }
}
