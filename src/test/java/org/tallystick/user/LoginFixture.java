package org.tallystick.user;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.security.SecurityFixture;
import org.tallystick.security.Totp;
import org.tallystick.security.TotpSecret;
import org.tallystick.testing.ReceivedLetter;

/** Logins for tests, and the requests that people make of their own. */
@Singleton
public class LoginFixture {
    static final String PASSWORD = SecurityFixture.PASSWORD;
    static final String NEW_PASSWORD = "an umbrella of gravel";
    private static final Pattern TOKEN = Pattern.compile("(?m)^\\s*([\\w-]{43})\\s*$");

    private final SecurityFixture fixture;

    LoginFixture(SecurityFixture fixture) {
        this.fixture = fixture;
    }

    /** A login with the password and no address. */
    String user() {
        return fixture.user(SecurityFixture.unique("own"));
    }

    /** An address that nobody has. */
    static String newEmail() {
        return "a" + UUID.randomUUID() + "@maple.example";
    }

    /** As if it had been confirmed. */
    void confirmed(String username, String email) {
        fixture.execute(
                "UPDATE app_user SET email = ?, email_confirmed_at = now() WHERE username = ?", email, username);
    }

    /** From this machine, by another of its addresses. */
    static RequestSpecification from(String address) {
        try {
            return given().config(RestAssuredConfig.config()
                    .httpClient(HttpClientConfig.httpClientConfig()
                            .setParam("http.route.local-address", InetAddress.getByName(address))));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static Response login(RequestSpecification request, String username, String password) {
        return request.formParams("grant_type", "password", "username", username, "password", password)
                .post("/oauth/token");
    }

    static Response loginWithCode(String username, String password, String code) {
        return given().formParams("grant_type", "password", "username", username, "password", password, "otp", code)
                .post("/oauth/token");
    }

    static Response send(String method, String token, String path, Map<String, ?> body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .request(method, path);
    }

    static Response post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    static int status(String token) {
        return given().auth().oauth2(token).get("/v1/me").statusCode();
    }

    /** The tokens of a letter, each on a line of its own. */
    public static java.util.List<String> tokens(ReceivedLetter letter) {
        Matcher matcher = TOKEN.matcher(letter.text());
        java.util.List<String> found = new java.util.ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        assertThat(found).as("tokens of: " + letter.subject()).isNotEmpty();
        return found;
    }

    /** A second factor is in force from now on; its secret. The code of the present moment is good still. */
    TotpSecret withSecondFactor(String username, String token) {
        String base32 = send("POST", token, "/v1/me/totp", Map.of("password", PASSWORD))
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        TotpSecret secret = TotpSecret.parse(base32).orElseThrow();
        send("PUT", token, "/v1/me/totp", Map.of("code", Totp.code(secret, Instant.now())))
                .then()
                .statusCode(204);
        fixture.execute("UPDATE app_user SET totp_last_step = -1 WHERE username = ?", username);
        return secret;
    }

    /** A sheet of new codes. */
    static java.util.List<String> codes(String token) {
        return send("POST", token, "/v1/me/recovery-codes", Map.of("password", PASSWORD))
                .then()
                .statusCode(201)
                .extract()
                .path("codes");
    }
}
