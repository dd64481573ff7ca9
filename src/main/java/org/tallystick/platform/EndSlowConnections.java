package org.tallystick.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.tallystick.problem.BodyLimit;
import org.tallystick.problem.DoorStep;

/**
 * Ends connections that send a request too slowly, a byte a second say: an idle connection costs little, but one that seems to be at
 * work is never idle, and enough of them keep everybody else out.
 */
@Singleton
class EndSlowConnections implements DoorStep {
    private static final long BETWEEN_LOOKS_MILLIS = 1_000;

    /** Slower than any line that this service is reached by; a body may have so much more time for each. */
    private static final long LEAST_BYTES_A_SECOND = 16_384;

    private static final long UNKNOWN_BYTES = BodyLimit.ORDINARY_BYTES;
    private static final long MOST_BYTES = BodyLimit.IMPORT_BYTES;

    private final TallystickConfig.Http config;
    private final Vertx vertx;
    private final Counter ended;

    EndSlowConnections(TallystickConfig config, Vertx vertx, MeterRegistry registry) {
        this.config = config.http();
        this.vertx = vertx;
        this.ended = Counter.builder("tallystick.http.slow.connections.ended")
                .description("Connections that sent a request too slowly")
                .register(registry);
    }

    @Override
    public int place() {
        return RECEPTION;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(BETWEEN_LOOKS_MILLIS, timer -> look());
    }

    @Override
    public boolean admits(RoutingContext context) {
        HttpServerRequest request = context.request();
        Reception.of(request).ifPresent(reception -> reception.headIsWhole(request, bodyMayTake(request)));
        return true;
    }

    /** A body of unknown length has the time of the largest that is taken everywhere. */
    private Optional<Duration> bodyMayTake(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            return Optional.empty();
        }
        long bytes = length == null ? UNKNOWN_BYTES : announced(length);
        return Optional.of(config.bodyTimeout().plusSeconds(Math.min(bytes, MOST_BYTES) / LEAST_BYTES_A_SECOND));
    }

    private static long announced(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            // Refused for it soon.
            return 0;
        }
    }

    private void look() {
        long now = System.nanoTime();
        for (Reception reception : Reception.open()) {
            if (reception.isLate(now, config.headTimeout())) {
                ended.increment();
                reception.end();
            }
        }
    }
}
