package org.tallystick.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.openapi.ApiDocument;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class StatusPageTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                BROWSER + " | text/html",
                "*/* | text/plain",
                "application/json | application/json",
                "text/plain | text/plain",
                "text/plain;q=0.1, application/json | application/json",
            })
    void everybodyIsToldInTheFormThatTheyRead(String accept, String type) {
        Response answer = given().accept(accept).get("/q/status");

        answer.then()
                .statusCode(200)
                .header("Content-Type", startsWith(type))
                .header("Cache-Control", "no-store")
                .header("Vary", containsString("Accept"));
        assertThat(answer.header("X-Tallystick-Status")).isIn("good", "attention", "bad");
    }

    @Test
    void whoReadsNoneOfThemIsToldSo() {
        given().accept("image/png").get("/q/status").then().statusCode(406);
    }

    @Test
    void aProgramFindsEveryLineByName() {
        given().accept("application/json")
                .get("/q/status")
                .then()
                .body("lines", hasSize(Subject.values().length))
                .body("lines.subject", hasItems("database", "books", "backups"))
                .body("lines.find { it.subject == 'database' }.state", equalTo("good"))
                .body("lines.find { it.subject == 'backups' }.sentence", containsString("backed up there"));
    }

    @Test
    void thePageRunsNothingAndTakesNothingFromElsewhere() {
        Response answer = given().accept(BROWSER).get("/q/status");

        assertThat(answer.headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(answer.asString())
                .contains("<h2>Database <span class=\"state\">Good</span></h2>", "width=device-width")
                .doesNotContain("<script", "src=", "href=", "style=\"");
    }

    @Test
    void whatStandsInItIsText() {
        StatusLine hostile = StatusLine.bad(Subject.BOOKS, "<b>wrong</b> & \"bad\"", "<i>stop</i>")
                .naming(List.of("</style><script>alert(1)</script>"));

        String page = StatusPage.of(new Status("<0.1>", NOW, NOW, List.of(hostile)));

        assertThat(page)
                .contains(
                        "&lt;b&gt;wrong&lt;/b&gt; &amp; &quot;bad&quot;",
                        "&lt;i&gt;stop&lt;/i&gt;",
                        "&lt;/style&gt;&lt;script&gt;",
                        "Tallystick &lt;0.1&gt;")
                .doesNotContain("<script>", "<b>wrong", "<i>stop");
    }

    @Test
    void whatAnAdministratorFoundIsTold() {
        Town town = new Town();
        given().auth()
                .oauth2(town.operator())
                .get(town.path("/verification"))
                .then()
                .statusCode(200);

        given().get("/q/status").then().body(containsString("Books: "));
    }

    /** It is beside health and metrics, for the inside alone. */
    @Test
    void itIsNoPartOfTheApi() {
        assertThat(ApiDocument.read().operations())
                .noneMatch(operation ->
                        operation.path().contains("status") && operation.path().startsWith("/q"));
    }
}
