package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class TokenEndpointTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    Passwords passwords;

    @Inject
    HashingCost cost;

    @Test
    void aPasswordBuysATokenThatNobodyKeeps() {
        String user = fixture.user(SecurityFixture.unique("token"));
        SecurityFixture.login(user.toUpperCase(java.util.Locale.ROOT), SecurityFixture.PASSWORD)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .body("access_token", matchesPattern("[\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .body("refresh_token", notNullValue());
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredTheSame() {
        String user = fixture.user(SecurityFixture.unique("token"));
        String wrong = SecurityFixture.login(user, "wrong password")
                .then()
                .statusCode(400)
                .extract()
                .asString();
        String unknown = SecurityFixture.login("no-such-user", "wrong password")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"))
                .extract()
                .asString();
        assertThat(wrong).isEqualTo(unknown);
        SecurityFixture.login(user, "x".repeat(10_000)).then().statusCode(400);
        fixture.execute("UPDATE app_user SET password_hash = NULL WHERE username = ?", user);
        SecurityFixture.login(user, SecurityFixture.PASSWORD).then().statusCode(400);
    }

    @Test
    void aPasswordIsTheSameInEveryNormalForm() {
        String user = fixture.user(SecurityFixture.unique("token"));
        String password = "pässwörd für älle";
        fixture.execute(
                "UPDATE app_user SET password_hash = ? WHERE username = ?",
                passwords.hash(Normalizer.normalize(password, Normalizer.Form.NFC)),
                user);
        SecurityFixture.login(user, Normalizer.normalize(password, Normalizer.Form.NFD))
                .then()
                .statusCode(200);
    }

    @Test
    void aPasswordThatWasHashedAtAnotherCostIsHashedAnewWhenItIsGiven() {
        String user = fixture.user(SecurityFixture.unique("token"));
        String cheap = Argon2Function.getInstance(8_192, 1, 1, 32, Argon2.ID)
                .hash(SecurityFixture.PASSWORD)
                .getResult();
        fixture.execute("UPDATE app_user SET password_hash = ? WHERE username = ?", cheap, user);
        SecurityFixture.login(user, "wrong password").then().statusCode(400);
        assertThat(hashOf(user)).isEqualTo(cheap);
        SecurityFixture.login(user, SecurityFixture.PASSWORD).then().statusCode(200);
        String hash = hashOf(user);
        assertThat(hash).startsWith(cost.prefix());
        SecurityFixture.login(user, SecurityFixture.PASSWORD).then().statusCode(200);
        assertThat(hashOf(user)).isEqualTo(hash);
    }

    private String hashOf(String user) {
        return fixture.query("SELECT password_hash FROM app_user WHERE username = ?", user);
    }

    @Test
    void whatTheFormLacksIsSaid() {
        given().contentType("application/x-www-form-urlencoded")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().formParam("grant_type", "password")
                .formParam("username", "a")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"))
                .body("error_description", containsString("password"));
        given().formParam("grant_type", "implicit")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        given().formParam("grant_type", "password", "refresh_token")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().contentType("application/json")
                .body("{}")
                .post("/oauth/token")
                .then()
                .statusCode(415);
    }

    @Test
    void aClientWithoutOrWithWrongCredentialsIsChallenged() {
        given().formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_client"));
        SecurityFixture.clientLogin("no-such-client", "secret")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        given().header("Authorization", "Basic ???")
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(401);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsSecondUseEndsTheSession() {
        String user = fixture.user(SecurityFixture.unique("token"));
        ValidatableResponse login =
                SecurityFixture.login(user, SecurityFixture.PASSWORD).then().statusCode(200);
        String first = login.extract().path("refresh_token");
        String access = login.extract().path("access_token");
        ValidatableResponse refreshed = refresh(first).statusCode(200).header("Cache-Control", "no-store");
        String second = refreshed.extract().path("refresh_token");
        String newAccess = refreshed.extract().path("access_token");
        assertThat(second).isNotEqualTo(first);
        given().auth().oauth2(access).get("/v1/me").then().statusCode(200);
        given().auth().oauth2(newAccess).get("/v1/me").then().statusCode(200);

        refresh(first).statusCode(400).body("error", equalTo("invalid_grant"));

        refresh(second).statusCode(400);
        given().auth().oauth2(access).get("/v1/me").then().statusCode(401);
        given().auth().oauth2(newAccess).get("/v1/me").then().statusCode(401);
        assertThat(SecurityFixture.login(user, SecurityFixture.PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void ofManyThatUseOneRefreshTokenAtOnceOneSucceedsAtMost() throws InterruptedException, ExecutionException {
        String token = SecurityFixture.login(fixture.user(SecurityFixture.unique("token")), SecurityFixture.PASSWORD)
                .path("refresh_token");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Integer>> answers = threads.invokeAll(IntStream.range(0, 6)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(
                            i -> () -> refresh(token).extract().statusCode())
                    .toList());
            int succeeded = 0;
            for (Future<Integer> answer : answers) {
                succeeded += answer.get() == 200 ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void refreshTokensAreStoredAsDigestsAlone() {
        String token = SecurityFixture.login(fixture.user(SecurityFixture.unique("token")), SecurityFixture.PASSWORD)
                .path("refresh_token");
        assertThat(fixture.query("SELECT count(*) FROM refresh_token WHERE token_hash = sha256(?::bytea)", token))
                .isEqualTo("1");
    }

    @Test
    void aRevokedRefreshTokenIsGoodNoLongerAndAnUnknownOneIsNoError() {
        String token = SecurityFixture.login(fixture.user(SecurityFixture.unique("token")), SecurityFixture.PASSWORD)
                .path("refresh_token");
        given().formParam("token", token).post("/oauth/revoke").then().statusCode(200);
        refresh(token).statusCode(400);
        given().formParam("token", "unknown").post("/oauth/revoke").then().statusCode(200);
        given().formParam("token", "a.b.c").post("/oauth/revoke").then().statusCode(200);
        given().contentType("application/x-www-form-urlencoded")
                .post("/oauth/revoke")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void afterTenFailuresANameWaitsAndOthersDoNot() {
        String victim = fixture.user(SecurityFixture.unique("victim"));
        String other = fixture.user(SecurityFixture.unique("other"));
        for (int i = 0; i < 10; i++) {
            SecurityFixture.login(victim, "wrong password").then().statusCode(400);
        }
        SecurityFixture.login(victim, SecurityFixture.PASSWORD)
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-6]"))
                .header("Cache-Control", "no-store")
                .body("error", equalTo("temporarily_unavailable"))
                .body("code", equalTo("too-many-requests"));
        SecurityFixture.login(other, SecurityFixture.PASSWORD).then().statusCode(200);
    }

    @Test
    void theKeysArePublicAndSayNothingMore() {
        given().get("/oauth/jwks")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=300")
                .body("keys[0].kty", equalTo("RSA"))
                .body("keys[0].alg", equalTo("RS256"))
                .body("keys[0].use", equalTo("sig"))
                .body("keys[0].n", matchesPattern("[\\w-]{342}"))
                .body("keys[0].e", equalTo("AQAB"))
                .body("keys[0].d", equalTo(null));
    }

    @Test
    void theMetadataSayWhereEverythingIs() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("issuer", equalTo("tallystick"))
                .body("token_endpoint", endsWith("/oauth/token"))
                .body("jwks_uri", endsWith("/oauth/jwks"))
                .body("grant_types_supported", hasItem("client_credentials"))
                .body("scopes_supported", hasItem("trades:write"));
    }

    @Test
    void tokensAndFailuresAreCounted() {
        String user = fixture.user(SecurityFixture.unique("token"));
        SecurityFixture.login(user, SecurityFixture.PASSWORD);
        SecurityFixture.login(user, "wrong password");
        given().get("/v1/me");
        given().accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("tallystick_tokens_total{grant=\"password\",outcome=\"issued\""))
                .body(containsString("tallystick_tokens_total{grant=\"password\",outcome=\"invalid_grant\""))
                .body(containsString("tallystick_authentication_failures_total{reason=\"no-token\""));
    }

    private static ValidatableResponse refresh(String token) {
        return given().formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .post("/oauth/token")
                .then();
    }
}
