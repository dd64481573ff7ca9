package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/**
 * Two packaged programs on one database follow a new signing key, however it came: what was signed before stays good at both,
 * and what is signed after is good at both with the next request.
 */
class KeyRotationIT {
    private static final Pattern KID = Pattern.compile("\"kid\"\\s*:\\s*\"([^\"]+)\"");
    /** What one instance made signs at the other, and is published by it, after a second. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void aKeyThatAnOperatorOrderedThroughOneInstance() {
        onTwoInstances(Map.of(), instances -> {
            for (int round = 0; round < 3; round++) {
                ServiceProcess here = instances.get(round % 2);
                follow(
                        instances,
                        token -> given().port(port(here))
                                .auth()
                                .oauth2(token)
                                .post("/v1/keys/rotation")
                                .then()
                                .statusCode(200)
                                .extract()
                                .path("kid"));
            }
        });
    }

    @Test
    void aKeyThatWasMadeByTheCommandBesideThem() {
        onTwoInstances(
                Map.of(),
                instances -> follow(instances, token -> {
                    ServiceProcess command = ServiceProcess.start(database.environment(), "rotate-keys");
                    assertThat(command.awaitExit()).as(command.output()).isZero();
                    Matcher said =
                            Pattern.compile("The key (\\S+) signs from now on").matcher(command.output());
                    assertThat(said.find()).as(command.output()).isTrue();
                    return said.group(1);
                }));
    }

    @Test
    void aKeyThatHasSignedLongEnough() {
        Duration lifetime = Duration.ofSeconds(5);
        onTwoInstances(Map.of("TALLYSTICK_TOKENS_KEY_LIFETIME", lifetime.toString()), instances -> {
            Map<String, String> tokens = new HashMap<>();
            ServiceProcess.await("three keys, one after the other", SOON.multipliedBy(3), () -> {
                for (ServiceProcess instance : instances) {
                    String token = token(instance);
                    tokens.put(kid(token), token);
                    instances.forEach(one -> assertThat(status(one, token)).isEqualTo(200));
                }
                return tokens.size() >= 3;
            });
            // The oldest is one that signs no more, and what it signed is good.
            tokens.values()
                    .forEach(token -> instances.forEach(
                            one -> assertThat(status(one, token)).isEqualTo(200)));
            instances.forEach(one -> assertThat(published(one)).containsAll(tokens.keySet()));
        });
    }

    /** What turns one key into the next, and says its id. */
    @FunctionalInterface
    private interface Rotation {
        String by(String token);
    }

    private static void follow(List<ServiceProcess> instances, Rotation rotation) {
        String before = token(instances.get(0));
        String rotated = rotation.by(before);
        assertThat(rotated).isNotEqualTo(kid(before));

        for (ServiceProcess signing : instances) {
            ServiceProcess.await("signing with the new key", SOON, () -> {
                String token = token(signing);
                instances.forEach(one -> assertThat(status(one, token)).isEqualTo(200));
                return kid(token).equals(rotated);
            });
        }
        for (ServiceProcess instance : instances) {
            ServiceProcess.await(
                    "publishing both keys", SOON, () -> published(instance).containsAll(Set.of(rotated, kid(before))));
            assertThat(status(instance, before)).as("signed before").isEqualTo(200);
        }
    }

    private void onTwoInstances(Map<String, String> settings, Consumer<List<ServiceProcess>> test) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.putAll(settings);
        try (ServiceProcess one = ServiceProcess.start(environment);
                ServiceProcess other = ServiceProcess.start(environment)) {
            test.accept(List.of(one.awaitReady(), other.awaitReady()));
        }
    }

    private static int port(ServiceProcess instance) {
        return instance.baseUri().getPort();
    }

    private static String token(ServiceProcess instance) {
        return given().port(port(instance))
                .formParams(
                        "grant_type",
                        "password",
                        "username",
                        "operator",
                        "password",
                        DatabaseTestResource.OPERATOR_PASSWORD)
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static int status(ServiceProcess instance, String token) {
        Response answer = given().port(port(instance)).auth().oauth2(token).get("/v1/me");
        return answer.statusCode();
    }

    private static String kid(String token) {
        String header = new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
        Matcher kid = KID.matcher(header);
        assertThat(kid.find()).as(header).isTrue();
        return kid.group(1);
    }

    private static Set<String> published(ServiceProcess instance) {
        List<String> ids = given().port(port(instance))
                .get("/oauth/jwks")
                .then()
                .statusCode(200)
                .extract()
                .path("keys.kid");
        return new HashSet<>(ids);
    }
}
