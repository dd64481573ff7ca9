package org.tallystick.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.tallystick.platform.TallystickConfig;

/** Asks the service's own readiness checks now and then, for those who watch metrics and nothing else. */
@ApplicationScoped
class WatchReadiness {
    private static final Logger LOG = Logger.getLogger(WatchReadiness.class);
    private static final long BETWEEN_LOOKS_MILLIS = 10_000;

    private final SmallRyeHealthReporter reporter;
    private final TallystickConfig config;
    private final MeterRegistry registry;
    private final Vertx vertx;
    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();

    WatchReadiness(SmallRyeHealthReporter reporter, TallystickConfig config, MeterRegistry registry, Vertx vertx) {
        this.reporter = reporter;
        this.config = config;
        this.registry = registry;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        if (config.command().isPresent()) {
            return;
        }
        Gauge.builder("tallystick.ready", ready, is -> is.get() ? 1 : 0)
                .description("1 if it could take requests when it last asked itself, a few seconds ago; else 0")
                .register(registry);
        begin();
        vertx.setPeriodic(BETWEEN_LOOKS_MILLIS, timer -> begin());
    }

    /** On a worker, for the database may not answer; a look that takes long is not followed by another until it ends. */
    private void begin() {
        if (looking.compareAndSet(false, true)) {
            vertx.executeBlocking(
                            () -> {
                                look();
                                return ready.get();
                            },
                            false)
                    .onFailure(noThread -> {
                        ready.set(false);
                        looking.set(false);
                    });
        }
    }

    private void look() {
        try {
            ready.set(!reporter.getReadiness().isDown());
        } catch (RuntimeException e) {
            ready.set(false);
            LOG.debugf("It cannot be asked whether the service is ready: %s", e.getMessage());
        } finally {
            looking.set(false);
        }
    }
}
