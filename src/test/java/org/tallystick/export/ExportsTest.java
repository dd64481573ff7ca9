package org.tallystick.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.security.Digests;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.EveryText;
import org.tallystick.testing.Town;

/** Exports over HTTP: what is asked for, who may have it, and how it is fetched. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ExportsTest {
    @Inject
    EveryText everyText;

    private Town town;
    private String alice;

    @BeforeEach
    void aliceTradesWithBob() {
        town = new Town();
        alice = town.member("alice", "100.00");
        town.enrol("bob");
        town.trade(alice, "alice", "bob", "12.50").statusCode(201);
        town.trade(alice, "alice", "bob", "0.25").statusCode(201);
    }

    @Test
    void aStatementThatIsExportedIsTheOneThatIsAskedForAtOnce() {
        JsonPath job = export(alice, Map.of("kind", "statement", "account", "alice", "format", "csv"));

        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getString("kind")).isEqualTo("statement-export");
        assertThat(job.getLong("done")).isEqualTo(2);
        assertThat(job.getLong("total")).isEqualTo(2);
        byte[] atOnce = town.get(alice, "/accounts/alice/statement?format=csv")
                .extract()
                .asByteArray();
        String sha256 = HexFormat.of().formatHex(Digests.sha256().digest(atOnce));
        assertThat(job.getString("result.sha256")).isEqualTo(sha256);
        Response fetched = fetch(alice, job);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.asByteArray()).isEqualTo(atOnce);
        assertThat(fetched.header("Content-Length")).isEqualTo(Integer.toString(atOnce.length));
        assertThat(fetched.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(fetched.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + job.getString("result.fileName") + "\"");
        assertThat(job.getString("result.fileName")).matches("alice-20[0-9-]{8}\\.csv");
        assertThat(fetched.header("ETag")).isEqualTo("\"" + sha256 + "\"");
        assertThat(job.getLong("result.size")).isEqualTo(atOnce.length);
    }

    @Test
    void theAnswerSaysWhereTheJobStands() {
        ValidatableResponse taken = ask(alice, Map.of("kind", "statement", "account", "alice", "format", "json"));
        String id = taken.statusCode(202).extract().path("id");
        taken.header("Location", endsWith("/jobs/" + id)).body("state", equalTo("queued"));
        town.awaitJob(alice, id);
        town.get(alice, "/jobs").statusCode(200).body("jobs.id", contains(id)).body("nextCursor", nullValue());
        town.get(town.operator(), "/jobs").body("jobs.id", hasItem(id));
        town.get(town.member("carol", "1.00"), "/jobs").body("jobs.id", not(hasItem(id)));
    }

    @Test
    void aDownloadThatBrokeOffGoesOnWhereItWas() {
        JsonPath job = export(alice, Map.of("kind", "statement", "account", "alice", "format", "json"));
        byte[] whole = fetch(alice, job).asByteArray();

        Response rest = Api.as(alice).header("Range", "bytes=100-").get(job.getString("result.href"));
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.header("Content-Range")).isEqualTo("bytes 100-" + (whole.length - 1) + "/" + whole.length);
        assertThat(rest.asByteArray()).isEqualTo(Arrays.copyOfRange(whole, 100, whole.length));
        Response otherFile = Api.as(alice)
                .header("Range", "bytes=100-")
                .header("If-Range", "\"another\"")
                .get(job.getString("result.href"));
        assertThat(otherFile.statusCode()).isEqualTo(200);
        assertThat(otherFile.asByteArray()).isEqualTo(whole);
        Api.as(alice)
                .header("Range", "bytes=" + whole.length + "-")
                .get(job.getString("result.href"))
                .then()
                .statusCode(416)
                .body("code", equalTo("range-not-satisfiable"));
    }

    @Test
    void theWholeCommunityIsExportedForThoseWhoRunIt() throws IOException {
        String administrator = town.appoint("administrator");
        ask(alice, Map.of("kind", "community")).statusCode(403);

        JsonPath job = export(administrator, Map.of("kind", "community"));

        assertThat(job.getString("result.mediaType")).isEqualTo("application/zip");
        assertThat(job.getString("result.fileName")).isEqualTo(town.slug() + "-CRED.zip");
        assertThat(job.getLong("done")).isEqualTo(4);
        assertThat(entries(fetch(administrator, job).asByteArray()))
                .containsExactly("community.json", "trades.csv", "members.csv");
        // The operator sees how it stands, and whoever asked for it has the file.
        town.get(town.operator(), "/jobs/" + job.getString("id")).statusCode(200);
        assertThat(fetch(town.operator(), job).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsNamed() {
        ask(alice, Map.of()).statusCode(400).body("errors.field", contains("kind"));
        ask(alice, Map.of("kind", "gossip"))
                .statusCode(400)
                .body("errors.field", contains("kind"))
                .body("errors[0].detail", containsString("community"))
                .body("errors[0].detail", containsString("statement"));
        ask(alice, Map.of("kind", "statement")).statusCode(400).body("errors.field", contains("account", "format"));
        ask(alice, Map.of("kind", "statement", "account", "alice", "format", "scroll"))
                .statusCode(400)
                .body("errors.field", contains("format"));
        ask(alice, Map.of("kind", "statement", "account", "alice", "format", "csv", "from", "yesterday"))
                .statusCode(400)
                .body("errors.field", contains("from"));
        ask(alice, Map.of("kind", "statement", "account", "alice", "format", "csv", "year", 2026))
                .statusCode(400)
                .body("errors.field", contains("year"));
        ask(alice, Map.of("kind", "statement", "account", "bob", "format", "csv"))
                .statusCode(404);
        ask(alice, Map.of("kind", "statement", "account", "nobody", "format", "csv"))
                .statusCode(404);
    }

    @Test
    void whoLosesTheRightToItDoesNotGetTheFile() {
        String administrator = town.appoint("administrator");
        JsonPath job = export(administrator, Map.of("kind", "statement", "account", "bob", "format", "csv"));
        assertThat(fetch(administrator, job).statusCode()).isEqualTo(200);
        String username = Api.as(administrator).get("/v1/me").then().extract().path("name");
        Town.acceptAs(administrator, town.invited(town.operator(), "alice", Map.of("role", "viewer")))
                .statusCode(200);
        assertThat(fetch(administrator, job).statusCode()).isEqualTo(200);

        Api.as(town.operator())
                .delete(town.path("/roles/administrator/" + username + "?reason=over"))
                .then()
                .statusCode(204);

        assertThat(fetch(administrator, job).statusCode()).isEqualTo(404);
        town.get(administrator, "/jobs/" + job.getString("id")).statusCode(200);
    }

    @Test
    void anAuditorExportsAndCancelsTheirOwnAndNobodyElses() {
        String auditor = town.appoint("auditor");
        JsonPath own = export(auditor, Map.of("kind", "community"));
        JsonPath others = export(alice, Map.of("kind", "statement", "account", "alice", "format", "csv"));

        delete(auditor, others).statusCode(403);
        delete(auditor, own).statusCode(204);
        delete(auditor, own).statusCode(204);
        delete(town.operator(), others).statusCode(204);

        Response gone = fetch(auditor, own);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.jsonPath().getString("code")).isEqualTo("result-expired");
        delete(town.member("carol", "1.00"), others).statusCode(404);
    }

    @Test
    void anImportCannotBeCancelled() {
        String job = town.sendFile(
                        town.operator(), "/members/import?reason=list", "handle,name,kind\ndora,Dora,person\n")
                .statusCode(202)
                .extract()
                .path("id");
        town.awaitJob(town.operator(), job);
        Api.as(town.operator()).delete(town.path("/jobs/" + job)).then().statusCode(204);
        town.get(town.operator(), "/jobs/" + job).body("state", equalTo("done"));
    }

    @Test
    void whoExportedWhatStandsInTheAuditLogAndConcernsTheMember() {
        export(town.operator(), Map.of("kind", "statement", "account", "alice", "format", "csv"));

        town.get(alice, "/changes?kind=export")
                .body("changes.after.kind", hasItem("statement-export"))
                .body("changes.after.format", hasItem("csv"))
                .body("changes.changedBy", hasItems("operator"));
    }

    @Test
    void anErasureDeletesEveryFileOfTheCommunityForAnyOfThemMayNameThePerson() {
        String zelda = "z" + java.util.UUID.randomUUID().toString().substring(0, 12);
        town.enrol(zelda);
        town.trade(town.operator(), zelda, "bob", "1.00").statusCode(201);
        JsonPath theirs = export(town.operator(), Map.of("kind", "statement", "account", zelda, "format", "csv"));
        JsonPath another = export(alice, Map.of("kind", "statement", "account", "alice", "format", "csv"));
        assertThat(everyText.with(zelda)).contains("community_job.request", "community_job.file_name");
        Api.as(town.operator(), Map.of("cause", "vanished", "reason", "vanished"))
                .post(town.path("/members/" + zelda + "/departure"))
                .then()
                .statusCode(201);
        Api.as(town.operator(), Map.of("against", "settlement", "reason", "owed it"))
                .header("Idempotency-Key", "w")
                .post(town.path("/members/" + zelda + "/write-off"))
                .then()
                .statusCode(201);
        Api.as(town.operator(), Map.of("reason", "asked for it"))
                .post(town.path("/members/" + zelda + "/erasure"))
                .then()
                .statusCode(200);

        assertThat(everyText.with(zelda)).isEmpty();
        assertThat(fetch(town.operator(), theirs).statusCode()).isEqualTo(410);
        assertThat(fetch(alice, another).statusCode()).isEqualTo(410);
    }

    private JsonPath export(String token, Map<String, ?> request) {
        return town.awaitJob(
                token, ask(token, request).statusCode(202).extract().path("id"));
    }

    private ValidatableResponse ask(String token, Map<String, ?> request) {
        return Api.as(token, request).post(town.path("/exports")).then();
    }

    private static Response fetch(String token, JsonPath job) {
        return Api.as(token).get(job.getString("result.href"));
    }

    private ValidatableResponse delete(String token, JsonPath job) {
        return Api.as(token).delete(town.path("/jobs/" + job.getString("id"))).then();
    }

    private static List<String> entries(byte[] zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
