package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testing.DatabaseTestResource;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ProblemsOverHttpTest {
    @Inject
    SecurityFixture fixture;

    private String slug;
    private String token;

    @BeforeEach
    void aCommunity() {
        slug = fixture.community();
        token = fixture.token(fixture.administrator(slug));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\": 12}                            | text             | wrong-type",
                "{\"text\": true}                          | text             | wrong-type",
                "{\"text\": [\"a\"]}                       | text             | wrong-type",
                "{\"trades\": [{}, {}, {\"amount\": 1.5}]} | trades[2].amount | wrong-type",
                "{\"trades\": [{\"urgent\": \"true\"}]}    | trades[0].urgent | wrong-type",
                "{\"trades\": [{\"urgent\": 1}]}           | trades[0].urgent | wrong-type",
                "{\"trades\": [{\"count\": \"1\"}]}        | trades[0].count  | wrong-type",
                "{\"trades\": [{\"count\": 1.0}]}          | trades[0].count  | wrong-type",
                "{\"trades\": {}}                          | trades           | wrong-type",
                "{\"trades\": \"\"}                        | trades           | wrong-type",
                "{\"trades\": [\"\"]}                      | trades[0]        | wrong-type",
                "{\"metadata\": {\"a\": 1}}                | metadata.a       | wrong-type",
                "{\"text\": \"a\", \"tekst\": \"b\"}       | tekst            | unknown-field",
                "{\"trades\": [{\"amout\": \"1\"}]}        | trades[0].amout  | unknown-field",
                "{\"text\": \"a\", \"text\": \"b\"}        | text             | duplicate-field",
            })
    void aBodyThatIsNotUnderstoodExactlyIsRefusedWithTheFieldNamed(String body, String field, String code) {
        problem(body, 400, "malformed").body("errors[0].field", equalTo(field)).body("errors[0].code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "nonsense", "{} {}", "{\"text\":\"a\"}x", "null", "[]", "\"\"", "12", "", "{'text':1}"})
    void aBodyThatIsNoSingleObjectIsMalformed(String body) {
        problem(body, 400, "malformed");
    }

    @Test
    void aNumberThatDoesNotFitIsMalformed() {
        problem("{\"trades\": [{\"count\": 99999999999}]}", 400, "malformed");
    }

    @Test
    void aBodyInChunksOfAnOrdinarySizeIsRead() throws IOException {
        assertThat(sendChunks("/v1/communities/" + slug + "/probes", 500_000)).startsWith("HTTP/1.1 200");
    }

    @Test
    void problemsSayNothingOfOurOwnCode() {
        String body =
                problem("{\"text\": {\"a\": 1}}", 400, "malformed").extract().asString();
        assertThat(body)
                .doesNotContain("tallystick.security")
                .doesNotContain("jackson")
                .doesNotContain("Probe");
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        problem("{\"text\": \"" + "x".repeat(10 << 20) + "\"}", 413, "body-too-large");
    }

    @Test
    void aBodyOfTenMegabytesIsTooLargeForOneWhoIsNotLoggedInToo() {
        given().contentType("application/json")
                .body("x".repeat(10 << 20))
                .post("/v1/communities/" + slug + "/probes")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void aBodyInChunksThatTellsNoLengthIsCutOffToo() throws IOException {
        String answer = sendChunks("/v1/communities/" + slug + "/probes", 3 << 20);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("body-too-large");
    }

    @Test
    void aBodyInChunksForThePostingPathIsCutOffToo() throws IOException {
        String member = fixture.member(slug);
        token = fixture.token(member + "@" + slug);
        String answer = sendChunks("/v1/communities/" + slug + "/probes/posting", 3 << 20);
        assertThat(answer).startsWith("HTTP/1.1 413").contains("body-too-large");
    }

    @Test
    void anUnknownAddressIsNotFound() {
        for (String path : new String[] {"/", "/v1", "/v1/nothing", "/nothing/at/all"}) {
            given().get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("not-found"));
        }
    }

    @Test
    void methodsAndFormatsThatAreNotOfferedAreRefused() {
        String probes = "/v1/communities/" + slug + "/probes";
        given().auth()
                .oauth2(token)
                .delete(probes)
                .then()
                .statusCode(oneOf(404, 405))
                .contentType("application/problem+json");
        given().auth()
                .oauth2(token)
                .contentType("text/plain")
                .body("a")
                .post(probes)
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("unsupported-media-type"));
        given().auth()
                .oauth2(token)
                .accept("image/png")
                .get(probes)
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("code", equalTo("not-acceptable"));
    }

    @Test
    void aFaultIsAnIncidentWithoutDetails() {
        given().auth()
                .oauth2(token)
                .get("/v1/communities/" + slug + "/probes/failing")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("code", equalTo("internal"))
                .body("incident", matchesPattern("[0-9a-f-]{36}"))
                .body(not(containsString("secret detail")));
    }

    @Test
    void everyAnswerHasTheSecurityHeaders() {
        for (String path : new String[] {"/v1/me", "/nothing", "/oauth/token", "/q/health/live"}) {
            given().get(path)
                    .then()
                    .header("X-Content-Type-Options", "nosniff")
                    .header("X-Frame-Options", "DENY")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Content-Security-Policy", containsString("default-src 'none'"));
        }
        given().get("/v1/me").then().header("Cache-Control", "no-store");
    }

    @Test
    void noOtherOriginIsLetIn() {
        given().header("Origin", "https://elsewhere.example")
                .get("/oauth/jwks")
                .then()
                .header("Access-Control-Allow-Origin", (String) null);
    }

    private ValidatableResponse problem(String body, int status, String code) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/v1/communities/" + slug + "/probes")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("type", equalTo("urn:tallystick:problem:" + code));
    }

    /** What is answered to a JSON text of this length that comes in chunks. */
    private String sendChunks(String path, int length) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String block = "x".repeat(60_000);
            try {
                chunk(out, "{\"metadata\": {\"first\":\"\"");
                for (int sent = 0; sent < length; sent += block.length()) {
                    chunk(out, ",\"k" + sent + "\":\"" + block + "\"");
                }
                chunk(out, "}}");
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                // The other side need not read it all.
            }
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[4096];
            while (answer.indexOf("}") < 0) {
                int read = in.read(buffer);
                if (read < 0) {
                    break;
                }
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
            return answer.toString();
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
