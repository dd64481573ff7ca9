package org.tallystick.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnAuthenticationTest {
    private static final String PATH = "/own-authentication-test";

    @Inject
    Looker looker;

    @Test
    void theFrameworkFindsOursWhereItWouldPutItsOwn() {
        given().get(PATH).then().statusCode(404);
        assertThat(looker.seen)
                .singleElement()
                .satisfies(handler -> assertThat(OwnAuthentication.isOurs(handler))
                        .as("%s", handler.getClass())
                        .isTrue());
    }

    /** Looks after all of the framework's handlers of authentication: what they left there. */
    @Singleton
    static class Looker {
        final Queue<Object> seen = new ConcurrentLinkedQueue<>();

        void register(@Observes Filters filters) {
            filters.register(
                    context -> {
                        if (context.normalizedPath().equals(PATH)) {
                            seen.add(context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER));
                        }
                        context.next();
                    },
                    1);
        }
    }
}
