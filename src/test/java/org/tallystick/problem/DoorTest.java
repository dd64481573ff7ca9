package org.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class DoorTest {
    @Test
    void whatIsRefusedAtTheDoorIsNotCountedUnderItsPath() throws IOException {
        String invented = "m" + UUID.randomUUID();

        assertThat(announced("/v1/communities/maple/members/" + invented)).startsWith("HTTP/1.1 413");
        assertThat(announced("/" + invented)).startsWith("HTTP/1.1 413");

        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("uri=\"/v1/{refused}\"", "uri=\"/{refused}\"")
                .doesNotContain(invented);
    }

    @Test
    void whoIsLetInLaterIsCountedWhereItWent() {
        Api.as("no-token", Map.of("payer", "alice"))
                .post("/v1/communities/maple/trades")
                .then()
                .statusCode(401);

        assertThat(RestAssured.get("/q/metrics").asString().lines())
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count")
                        && line.contains("status=\"401\"")
                        && line.contains("uri=\"/v1/communities/{community}/trades\""));
    }

    /** How a body is answered that is announced, and never sent. */
    private static String announced(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }
}
