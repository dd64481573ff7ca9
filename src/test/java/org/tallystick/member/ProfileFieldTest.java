package org.tallystick.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A town asks for the street, the part of town, a birthday, a home page, the children, and keeps a note. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ProfileFieldTest {
    private static final Map<String, Object> STREET = field("street", "text", "members", true);
    private static final Map<String, Object> AREA = area();
    private static final Map<String, Object> BIRTHDAY = field("birthday", "date", "administrators", true);
    private static final Map<String, Object> PAGE = field("page", "url", "everyone", true);
    private static final Map<String, Object> CHILDREN = field("children", "number", "members", false);
    private static final Map<String, Object> NOTE = field("note", "text", "administrators", false);

    private Town town;
    private String alice;
    private String bob;

    @BeforeEach
    void aTownThatAsks() {
        town = new Town();
        alice = town.member("alice", "0.00");
        bob = town.member("bob", "0.00");
        set(List.of(STREET, AREA, BIRTHDAY, PAGE, CHILDREN, NOTE))
                .statusCode(200)
                .body("fields", hasSize(6));
    }

    @Test
    void whoSeesWhatOfAMember() {
        change(Map.of(
                        "street", "Rua das Flores",
                        "area", "North",
                        "birthday", "1980-02-29",
                        "page", "https://alice.example",
                        "children", "2",
                        "note", "pays late"))
                .statusCode(200)
                .body("fields.keySet()", hasSize(6));
        town.get(alice, "/members/alice")
                .body("fields.keySet()", containsInAnyOrder("street", "area", "birthday", "page", "children"))
                .body("fields.birthday", equalTo("1980-02-29"));
        town.get(bob, "/members/alice")
                .body("fields.keySet()", containsInAnyOrder("street", "area", "page", "children"));
        // Nor does the audit log show her what those who run the community have noted.
        town.get(town.operator(), "/changes?kind=member&limit=1")
                .body("changes[0].after.fields.note", equalTo("pays late"));
        town.get(alice, "/changes?kind=member&limit=1")
                .body(
                        "changes[0].after.fields.keySet()",
                        containsInAnyOrder("street", "area", "birthday", "page", "children"));
        assertThat(Api.as(alice)
                        .get(town.path("/changes/export?kind=member"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("Rua das Flores")
                .doesNotContain("pays late");
        town.get(bob, "/members?q=alice").body("members[0].fields.street", equalTo("Rua das Flores"));
        String till = town.client("till-" + town.slug(), "trades:write");
        town.get(till, "/members").body("members[0].fields.keySet()", containsInAnyOrder("page", "area"));
        town.get(bob, "/profile-fields")
                .body("fields.code", contains("street", "area", "birthday", "page", "children"));
        town.get(till, "/profile-fields").body("fields.code", contains("area", "page"));
        town.get(town.operator(), "/profile-fields").body("fields", hasSize(6));
    }

    @Test
    void valuesAreReadStrictlyAndEachFaultIsNamed() {
        change(Map.of(
                        "area", "West",
                        "birthday", "29.2.1980",
                        "page", "javascript:alert(1)",
                        "children", "two",
                        "street", " ",
                        "shoe-size", "42"))
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "fields.area",
                                "fields.birthday",
                                "fields.page",
                                "fields.children",
                                "fields.street",
                                "fields.shoe-size"));
        town.get(alice, "/members/alice").body("fields.keySet()", hasSize(0));
    }

    @Test
    void anOwnerChangesWhatOwnersMayAndTheAddressButNotTheName() {
        own(alice, "alice", Map.of("email", "alice@maple.example", "fields", Map.of("street", "Rua Nova")))
                .statusCode(200)
                .body("email", equalTo("alice@maple.example"))
                .body("fields.street", equalTo("Rua Nova"));
        own(alice, "alice", Map.of("fields", Map.of("note", "pays at once", "children", "3")))
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("fields.note", "fields.children"));
        own(alice, "alice", Map.of("name", "Queen Alice")).statusCode(400);
        own(bob, "alice", Map.of("email", "bob@maple.example")).statusCode(403);
        own(town.operator(), "alice", Map.of()).statusCode(403);
        Map<String, Object> noStreet = new HashMap<>();
        noStreet.put("street", null);
        Map<String, Object> nothing = new HashMap<>(Map.of("fields", noStreet));
        nothing.put("email", null);
        own(alice, "alice", nothing)
                .statusCode(200)
                .body("email", equalTo(null))
                .body("fields.keySet()", hasSize(0));
        town.get(town.operator(), "/changes?kind=member&limit=1")
                .body("changes[0].before.fields.street", equalTo("Rua Nova"))
                .body("changes[0].changedBy", equalTo("alice@" + town.slug()));
        Api.as(alice, Map.of())
                .patch(town.path("/members/alice/profile"))
                .then()
                .statusCode(428);
    }

    @Test
    void aRequiredValueIsChangedAndNotTakenAway() {
        change(Map.of("area", "North")).statusCode(200);
        Map<String, Object> without = new HashMap<>();
        without.put("area", null);
        change(without).statusCode(400).body("errors[0].code", equalTo("required"));
        change(Map.of("area", "South")).statusCode(200).body("fields.area", equalTo("South"));
    }

    @Test
    void whatIsNotAskedForAnyMoreIsForgottenAndTheKindOfWhatHasValuesStays() {
        change(Map.of("street", "Rua Nova", "children", "2")).statusCode(200);
        set(List.of(field("street", "number", "members", true))).statusCode(409);
        set(List.of(STREET)).statusCode(200).body("fields.code", contains("street"));
        town.get(town.operator(), "/members/alice").body("fields.keySet()", contains("street"));
        set(List.of(STREET, CHILDREN)).statusCode(200);
        town.get(town.operator(), "/members/alice").body("fields.keySet()", contains("street"));
        town.get(town.operator(), "/changes?kind=community&limit=1")
                .body("changes[0].before.profileFields.code", contains("street"));
    }

    @Test
    void theFieldsThemselvesAreReadStrictly() {
        set(List.of(
                        field("Street", "text", "members", true),
                        field("a", "colour", "nobody", true),
                        field("a", "choice", "members", true)))
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "fields[0].code",
                                "fields[1].kind",
                                "fields[1].visibility",
                                "fields[2].code",
                                "fields[2].choices"));
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            many.add(field("f" + i, "text", "members", true));
        }
        put(many, "*").statusCode(400).body("errors[0].field", equalTo("fields"));
        String tag = town.get(town.operator(), "/profile-fields").extract().header("ETag");
        put(List.of(STREET), tag).statusCode(200);
        put(List.of(STREET), tag).statusCode(412);
    }

    private static Map<String, Object> field(String code, String kind, String visibility, boolean ownerMayChange) {
        return Map.of(
                "code", code, "label", code, "kind", kind, "visibility", visibility, "ownerMayChange", ownerMayChange);
    }

    private static Map<String, Object> area() {
        Map<String, Object> area = new HashMap<>(field("area", "choice", "everyone", false));
        area.put("choices", List.of("North", "South"));
        area.put("required", true);
        return area;
    }

    private ValidatableResponse set(List<Map<String, Object>> fields) {
        return put(fields, "*");
    }

    private ValidatableResponse put(List<Map<String, Object>> fields, String ifMatch) {
        return Api.as(town.operator(), Map.of("fields", fields, "reason", "the assembly decided"))
                .header("If-Match", ifMatch)
                .put(town.path("/profile-fields"))
                .then();
    }

    private ValidatableResponse change(Map<String, ?> fields) {
        return Api.as(town.operator(), Map.of("fields", fields, "reason", "told on the phone"))
                .header("If-Match", "*")
                .patch(town.path("/members/alice"))
                .then();
    }

    private ValidatableResponse own(String token, String handle, Map<String, ?> body) {
        return Api.as(token, body)
                .header("If-Match", "*")
                .patch(town.path("/members/" + handle + "/profile"))
                .then();
    }
}
