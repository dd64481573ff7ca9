package org.tallystick.security;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BiConsumer;

/**
 * Puts what answers a failed authentication of Quarkus in its place before Quarkus REST does. There it would look up the template of the
 * path among all resources, for every request, to name it in the metrics of such failures; and there are none: {@link AccessFilter}
 * authenticates.
 */
@ApplicationScoped
class OwnAuthentication {
    /** The same place as the framework's, whose routes come first among equals: after it has put its own handler, before it is looked at. */
    private static final int RIGHT_AFTER_THE_FRAMEWORK = 200;

    private static final BiConsumer<RoutingContext, Throwable> FAIL = (context, failure) -> {
        if (!context.failed()) {
            context.fail(failure);
        }
    };

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, FAIL);
                    context.next();
                },
                RIGHT_AFTER_THE_FRAMEWORK);
    }

    static boolean isOurs(Object handler) {
        return FAIL.equals(handler);
    }
}
