package org.tallystick.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.tallystick.testing.Api;
import org.tallystick.testing.KeycloakServer;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;
import org.tallystick.user.LoginFixture;

/**
 * The packaged program beside a real Keycloak. It accepts the realm {@code maple}, which links people by invitation and signs
 * with a key that the test has, and {@code cedar}, whose word on addresses is good; {@code birch} it does not know. There is
 * a community with the members alice, whose login nobody has taken up, and bob.
 */
final class KeycloakStand implements AutoCloseable {
    private static final String PASSWORD = "the password of ";

    private final Mailbox mailbox;
    private final KeycloakServer keycloak;
    private final ServiceProcess service;
    private final String operator;
    private final String community;
    private final ForgedTokens forged;

    private KeycloakStand(Mailbox mailbox, KeycloakServer keycloak, ServiceProcess service, KeyPair key) {
        this.mailbox = mailbox;
        this.keycloak = keycloak;
        this.service = service;
        operator = Api.operatorToken();
        community = Api.community(operator);
        Api.enrol(operator, community, "alice", "100.00");
        Api.member(operator, community, "bob", "100.00");
        String token = logIn("maple", "tallystick", "alice");
        forged = new ForgedTokens(
                keycloak.issuer("maple"),
                decoded(token, 1).path("sub").asText(),
                key,
                decoded(token, 0).path("kid").asText());
    }

    static KeycloakStand start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair key = generator.generateKeyPair();
        Map<String, String> realms = new HashMap<>();
        for (String name : new String[] {"maple", "birch", "cedar"}) {
            realms.put(name, realm(name, key));
        }
        Mailbox mailbox = Mailbox.start();
        KeycloakServer keycloak = KeycloakServer.start(realms);
        Map<String, String> environment = new HashMap<>(TestDatabase.fresh().environment());
        environment.putAll(mailbox.environment());
        environment.put("TALLYSTICK_OIDC_KEYCLOAK_ISSUER", keycloak.issuer("maple"));
        environment.put("TALLYSTICK_OIDC_KEYCLOAK_AUDIENCE", "tallystick");
        environment.put("TALLYSTICK_OIDC_CEDAR_ISSUER", keycloak.issuer("cedar"));
        environment.put("TALLYSTICK_OIDC_CEDAR_AUDIENCE", "tallystick");
        environment.put("TALLYSTICK_OIDC_CEDAR_LINK", "email");
        ServiceProcess service = ServiceProcess.start(environment);
        try {
            ServiceProcess ready = service.awaitReady();
            RestAssured.port = ready.baseUri().getPort();
            return new KeycloakStand(mailbox, keycloak, ready, key);
        } catch (RuntimeException | AssertionError e) {
            closeAll(service, keycloak, mailbox);
            throw e;
        }
    }

    KeycloakServer keycloak() {
        return keycloak;
    }

    ServiceProcess service() {
        return service;
    }

    String operator() {
        return operator;
    }

    String community() {
        return community;
    }

    /** Of alice at maple. */
    ForgedTokens forged() {
        return forged;
    }

    /** An access token of Keycloak's. */
    String logIn(String realm, String client, String user) {
        return tokens(realm, client, user).path("access_token").asText();
    }

    JsonNode tokens(String realm, String client, String user) {
        return keycloak.logIn(realm, client, user, PASSWORD + user);
    }

    /** A new member, whose owner has taken up an invitation that came by mail; the owner's token of this service. */
    String memberWithEmail(String handle) {
        String email = handle + "@example.org";
        Api.enrol(operator, community, handle, "0.00");
        Api.invite(operator, community, handle, Map.of("email", email));
        String invitation = LoginFixture.tokens(mailbox.awaitLetterTo(email)).get(0);
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("token", invitation, "password", "four goats and a bell"))
                .post("/v1/invitations/acceptance")
                .then()
                .statusCode(200);
        return Api.token(handle + "@" + community, "four goats and a bell");
    }

    static JsonNode decoded(String token, int part) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[part]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        RestAssured.reset();
        closeAll(service, keycloak, mailbox);
    }

    private static void closeAll(ServiceProcess service, KeycloakServer keycloak, Mailbox mailbox) {
        service.close();
        keycloak.close();
        mailbox.close();
    }

    private static String realm(String name, KeyPair key) throws IOException {
        String privateKey = Base64.getEncoder().encodeToString(key.getPrivate().getEncoded());
        return Files.readString(Path.of("src/test/resources/keycloak", name + ".json"))
                .replace(
                        "IMPORTED_KEY", "-----BEGIN PRIVATE KEY-----\\n" + privateKey + "\\n-----END PRIVATE KEY-----");
    }
}
