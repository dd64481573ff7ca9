package org.tallystick.problem;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Has {@link InvariantFailures} there from the start, for whoever watches them. */
@ApplicationScoped
class BeginCounting {
    private final MeterRegistry registry;

    BeginCounting(MeterRegistry registry) {
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        InvariantFailures.begin(registry);
    }
}
