package org.tallystick.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.ContextLocals;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Has every request pass the steps in their order. One route does it all: each costs as much as what a step does. */
@ApplicationScoped
class Door {
    private static final int BEFORE_ALL_ROUTES = 1_000;

    /** Where Quarkus looks for what a request is counted under. */
    private static final String PATH_OF_METRICS = "UrlPathTemplate";

    private final DoorStep[] steps;

    Door(@Any Instance<DoorStep> steps) {
        this.steps =
                steps.stream().sorted(Comparator.comparingInt(DoorStep::place)).toArray(DoorStep[]::new);
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_ALL_ROUTES);
    }

    private void pass(RoutingContext context) {
        // Before the steps, for an answer is counted when it is given.
        ContextLocals.put(PATH_OF_METRICS, pathOfRefused(context.request().path()));
        for (DoorStep step : steps) {
            if (!step.admits(context)) {
                return;
            }
        }
        ContextLocals.remove(PATH_OF_METRICS);
        context.next();
    }

    /**
     * Where a request goes is found out beyond the door. One that ends here would be counted under the path that its caller has thought
     * of: as many series as there are callers' ideas, with members' handles in them. Whoever is let in later is counted as others are.
     */
    private static String pathOfRefused(@Nullable String path) {
        if (path != null && path.startsWith("/v1/")) {
            return "/v1/{refused}";
        }
        return path != null && path.startsWith("/oauth/") ? "/oauth/{refused}" : "/{refused}";
    }
}
