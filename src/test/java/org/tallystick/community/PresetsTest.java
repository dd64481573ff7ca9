package org.tallystick.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.member.MemberKind;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Every preset makes a community; a community that is there takes one up in a step. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class PresetsTest {
    private static final Path FOLDER = Path.of("src/main/resources/presets");
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Inject
    Presets presets;

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("index.json"))
                    .map(name -> name.replace(".json", ""))
                    .toList()
                    .stream();
        }
    }

    @Test
    void theIndexNamesEveryFile() throws IOException {
        assertThat(presets.all()).extracting(Preset::code).containsExactlyInAnyOrderElementsOf(files().toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileHoldsWhatIsKnownAndMakesACommunity(String code) throws IOException {
        Preset preset = Presets.read(code, Files.readString(FOLDER.resolve(code + ".json")), STRICT);
        assertThat(preset.description()).isNotBlank();
        assertThat(preset.kinds()).isNotEmpty().allSatisfy(MemberKind::read);

        ValidatableResponse made = make(Map.of("preset", code)).statusCode(201);

        assertThat(made.extract().<List<String>>path("currencies.code"))
                .isEqualTo(preset.currencies().stream().map(CurrencyBody::code).toList());
        Map<String, Object> settings = made.extract().path("settings");
        STRICT.convertValue(preset.settings(), new TypeReference<Map<String, Object>>() {})
                .forEach((name, value) -> assertThat(settings.get(name)).isEqualTo(value));
        assertFourEyes(made.extract().path("slug"), preset);
        assertPolicies(made.extract().path("slug"), preset);
        assertThat(Api.as(Api.operatorToken())
                        .get("/v1/communities/" + made.extract().path("slug") + "/categories")
                        .<List<Object>>path("categories.code"))
                .isNotEmpty()
                .isEqualTo(
                        preset.categories().stream().map(one -> one.get("code")).toList());
    }

    private static void assertFourEyes(String slug, Preset preset) {
        Map<String, Object> rules = Api.as(Api.operatorToken())
                .get("/v1/communities/" + slug + "/four-eyes")
                .path("");
        assertThat(rules).isEqualTo(preset.fourEyes());
    }

    /** Each is version 1, and the first member begins with what it gives. */
    private static void assertPolicies(String slug, Preset preset) {
        String operator = Api.operatorToken();
        Api.as(
                        operator,
                        Map.of(
                                "handle",
                                "ann",
                                "name",
                                "Ann",
                                "kind",
                                preset.kinds().get(0)))
                .post("/v1/communities/" + slug + "/members")
                .then()
                .statusCode(201);
        for (Map<String, Object> policy : preset.creditPolicies()) {
            String currency = String.valueOf(policy.get("currency"));
            ValidatableResponse found = Api.as(operator)
                    .get("/v1/communities/" + slug + "/currencies/" + currency + "/credit-policies")
                    .then()
                    .statusCode(200)
                    .body("policies", hasSize(1))
                    .body("policies[0].version", equalTo(1))
                    .body("policies[0].state", equalTo("in-force"));
            policy.forEach((name, value) -> assertThat(found.extract().<Object>path("policies[0]." + name))
                    .as("%s of %s", name, currency)
                    .isEqualTo(value));
            Api.as(operator)
                    .get("/v1/communities/" + slug + "/accounts/ann/limits/explanation?currency=" + currency)
                    .then()
                    .statusCode(200)
                    .body("source", equalTo("policy"));
        }
    }

    @Test
    void whatARequestNamesItselfWinsOverThePreset() {
        make(Map.of(
                        "preset",
                        "lets",
                        "currencies",
                        List.of(Map.of("code", "NUT", "name", "Nut", "symbol", "n", "scale", 0)),
                        "settings",
                        Map.of("balances", "private")))
                .statusCode(201)
                .body("currencies.code", contains("NUT"))
                .body("settings.balances", equalTo("private"))
                .body("settings.mediation", equalTo("administrators"));
        String slug = make(Map.of(
                        "preset",
                        "timebank",
                        "currencies",
                        List.of(Map.of("code", "HRS", "name", "Whole hour", "symbol", "h", "scale", 0))))
                .statusCode(201)
                .extract()
                .path("slug");
        Api.as(Api.operatorToken())
                .get("/v1/communities/" + slug + "/currencies/HRS/credit-policies")
                .then()
                .body("policies", hasSize(0));
        make(Map.of("preset", "none")).statusCode(400).body("errors[0].field", equalTo("preset"));
    }

    @Test
    void aCommunityThatIsThereTakesSettingsAndLackingCurrenciesInOneStep() {
        Town town = new Town();
        town.enrol("ann");
        town.settings(Map.of("languages", List.of("pt")));
        String tag = Api.as(town.operator()).get(town.path("")).header("ETag");

        apply(town, tag, "cooperative")
                .statusCode(200)
                .body("currencies.code", contains("CRED", "HRS", "COOP"))
                .body("currencies[1].defaultCreditLimit", equalTo("0.00"))
                .body("settings.balances", equalTo("members"))
                .body("settings.languages", contains("pt"));

        town.get(town.operator(), "/members/ann/accounts").body("accounts", hasSize(3));
        town.get(town.operator(), "/changes?kind=currency")
                .body("changes[0].subject", equalTo("COOP"))
                .body("changes[0].reason", equalTo("we are one now"));
        town.get(town.operator(), "/changes?kind=community")
                .body("changes[0].before.settings.balances", equalTo("private"))
                .body("changes[0].after.settings.balances", equalTo("members"))
                .body("changes[0].reason", equalTo("we are one now"));
        // The currency that came with it has its policy; that of the same name which was there keeps its own rules.
        town.get(town.operator(), "/currencies/COOP/credit-policies").body("policies.version", contains(1));
        town.get(town.operator(), "/currencies/HRS/credit-policies").body("policies", hasSize(0));
        town.get(town.operator(), "/four-eyes")
                .body("policies", equalTo(true))
                .body("limitRises.currency", contains("COOP"));
        town.get(town.operator(), "/changes?kind=four-eyes").body("changes[0].reason", equalTo("we are one now"));
        apply(town, tag, "cooperative").statusCode(412);
        apply(town, "*", "cooperative").statusCode(200).body("currencies", hasSize(3));
        apply(town, "*", "commune").statusCode(400);
    }

    @Test
    void aPresetLoosensNothingThatTwoMustAgreeOn() {
        Town town = new Town();
        Api.as(
                        town.operator(),
                        Map.of(
                                "writeOffs",
                                false,
                                "reversals",
                                true,
                                "policies",
                                true,
                                "limitRises",
                                List.of(),
                                "reason",
                                "careful"))
                .header("If-Match", "*")
                .put(town.path("/four-eyes"))
                .then()
                .statusCode(200);

        apply(town, "*", "lets").statusCode(200);

        town.get(town.operator(), "/four-eyes")
                .body("writeOffs", equalTo(true))
                .body("reversals", equalTo(true))
                .body("policies", equalTo(true));
    }

    @Test
    void presetsAreListedForWhoeverIsLoggedIn() {
        Town town = new Town();
        Api.as(town.member("ann", "0.00"))
                .get("/v1/presets")
                .then()
                .statusCode(200)
                .body("presets.code", contains("lets", "timebank", "business-network", "cooperative"))
                .body("presets[1].currencies[0].code", equalTo("HRS"));
    }

    private static ValidatableResponse apply(Town town, String tag, String preset) {
        return Api.as(town.operator(), Map.of("preset", preset, "reason", "we are one now"))
                .header("If-Match", tag)
                .post(town.path("/preset"))
                .then();
    }

    private static ValidatableResponse make(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("slug", Town.newName());
        body.put("name", "Of a preset");
        body.put("timeZone", "Europe/Lisbon");
        return Api.as(Api.operatorToken(), body).post("/v1/communities").then();
    }
}
