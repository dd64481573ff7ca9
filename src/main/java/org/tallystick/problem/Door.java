package org.tallystick.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;

/** Has every request pass the steps in their order. One route does it all: each costs as much as what a step does. */
@ApplicationScoped
class Door {
    private static final int BEFORE_ALL_ROUTES = 1_000;

    private final DoorStep[] steps;

    Door(@Any Instance<DoorStep> steps) {
        this.steps =
                steps.stream().sorted(Comparator.comparingInt(DoorStep::place)).toArray(DoorStep[]::new);
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_ALL_ROUTES);
    }

    private void pass(RoutingContext context) {
        for (DoorStep step : steps) {
            if (!step.admits(context)) {
                return;
            }
        }
        context.next();
    }
}
