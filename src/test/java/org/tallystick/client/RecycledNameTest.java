package org.tallystick.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ServiceProcess;

/** The name of an exchange system that served one community, and then serves another. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class RecycledNameTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    DataSource source;

    private final String name = SecurityFixture.unique("recycled");
    private String maple;
    private String mapleAdmin;
    private String birch;
    private String birchAdmin;

    @BeforeEach
    void twoCommunities() {
        maple = fixture.community();
        mapleAdmin = fixture.token(fixture.administrator(maple));
        birch = fixture.community();
        birchAdmin = fixture.token(fixture.administrator(birch));
    }

    @Test
    void whoHadTheNameBeforeHasNoWayIntoTheCommunityThatRegistersIt() {
        String oldSecret = register(maple, mapleAdmin).path("client_secret");
        String oldToken = SecurityFixture.clientLogin(name, oldSecret).path("access_token");
        assertThat(probe(maple, oldToken)).isEqualTo(200);
        withdraw(maple, mapleAdmin);

        Response registered = register(birch, birchAdmin);
        assertThat(registered.statusCode()).isEqualTo(201);
        String secret = registered.path("client_secret");

        assertThat(probe(birch, oldToken)).isEqualTo(401);
        assertThat(SecurityFixture.clientLogin(name, oldSecret).statusCode()).isEqualTo(401);
        String token = SecurityFixture.clientLogin(name, secret).path("access_token");
        assertThat(probe(birch, token)).isEqualTo(200);
        // What the old one recorded is still shown as its own.
        assertThat(fixture.query("SELECT count(*) FROM client WHERE name = ?", name))
                .isEqualTo("2");
    }

    @Test
    void theSameCommunityToo() {
        String oldSecret = register(maple, mapleAdmin).path("client_secret");
        String oldToken = SecurityFixture.clientLogin(name, oldSecret).path("access_token");
        withdraw(maple, mapleAdmin);
        assertThat(register(maple, mapleAdmin).statusCode()).isEqualTo(201);
        assertThat(probe(maple, oldToken)).isEqualTo(401);
        assertThat(register(maple, mapleAdmin).statusCode()).isEqualTo(409);
    }

    /** Both have looked whom the name serves before either writes: the grants are locked until both wait. */
    @Test
    void ofTwoThatRegisterAnUnservedNameAtOnceOneHasIt() throws SQLException {
        register(maple, mapleAdmin);
        withdraw(maple, mapleAdmin);
        CompletableFuture<Response> one;
        CompletableFuture<Response> other;
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE client_grant IN SHARE MODE");
            one = CompletableFuture.supplyAsync(() -> register(maple, mapleAdmin));
            other = CompletableFuture.supplyAsync(() -> register(birch, birchAdmin));
            ServiceProcess.await(
                    "two that wait",
                    Duration.ofSeconds(20),
                    () -> fixture.query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND wait_event_type = 'Lock'")
                            .equals("2"));
            connection.rollback();
        }
        assertThat(Stream.of(one.join(), other.join()).map(Response::statusCode))
                .containsExactlyInAnyOrder(201, 409);
        assertThat(fixture.query(
                        "SELECT count(*) FROM client_secret s JOIN client c USING (client_id)"
                                + " JOIN client_grant g USING (client_id) WHERE c.name = ?",
                        name))
                .isEqualTo("1");
    }

    private Response register(String community, String administrator) {
        return Api.as(administrator, Map.of("name", name, "scopes", List.of("trades:write"), "reason", "test"))
                .post("/v1/communities/" + community + "/clients");
    }

    private void withdraw(String community, String administrator) {
        given().auth()
                .oauth2(administrator)
                .queryParam("reason", "contract ended")
                .delete("/v1/communities/" + community + "/clients/" + name)
                .then()
                .statusCode(204);
    }

    private static int probe(String community, String token) {
        return given().auth()
                .oauth2(token)
                .get("/v1/communities/" + community + "/probes")
                .statusCode();
    }
}
