package org.tallystick.posting;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.problem.BodyLimit;
import org.tallystick.problem.DoorStep;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;

/**
 * Turns trades away at the door while the queue is full: what cannot be booked anyway is not authenticated, read and parsed first, on
 * the same processors that those who are in the queue wait for.
 */
@Singleton
class TurnAway implements DoorStep {
    /** Half of the connections that there may be: others shall still be told something, and not be closed. */
    private static final int MOST_HELD = 5_000;

    private static final String RETRY_AFTER_SECONDS = "1";
    private static final Buffer BODY = new JsonObject(Posting.FULL.toBody()).toBuffer();

    private final Posting posting;
    private final long afterMillis;
    private final AtomicInteger held = new AtomicInteger();

    TurnAway(Posting posting, TallystickConfig config) {
        this.posting = posting;
        this.afterMillis = Math.max(1, config.posting().turnAwayAfter().toMillis());
    }

    @Override
    public int place() {
        return TURNING_AWAY;
    }

    @Override
    public boolean admits(RoutingContext context) {
        if (!isTrade(context.request()) || !posting.turnsAway()) {
            return true;
        }
        BodyLimit.discardRest(context.request());
        // Whoever is deaf to Retry-After comes again at once, and would be all that the processors are busy with.
        context.vertx().setTimer(pauseMillis(held.incrementAndGet(), afterMillis), late -> {
            held.decrementAndGet();
            answer(context.response());
        });
        return false;
    }

    static long pauseMillis(int held, long usual) {
        return held > MOST_HELD ? 1 : usual;
    }

    private static void answer(HttpServerResponse response) {
        if (!response.closed()) {
            response.setStatusCode(ProblemType.UNAVAILABLE.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                    .end(BODY);
        }
    }

    private static boolean isTrade(HttpServerRequest request) {
        String path = request.path();
        return HttpMethod.POST.equals(request.method())
                && path != null
                && path.startsWith("/v1/communities/")
                && (path.endsWith("/trades") || path.endsWith("/trades/batch"));
    }
}
