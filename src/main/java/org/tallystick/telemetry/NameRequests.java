package org.tallystick.telemetry;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.tallystick.problem.DoorStep;

/**
 * Gives every request its id before anything else sees the request, so that each answer carries it, whoever makes the answer, and
 * so does each line of the log that is written on the way.
 */
@Singleton
class NameRequests implements DoorStep {
    private static final CharSequence HEADER = HttpHeaders.createOptimized(RequestId.HEADER);

    @Override
    public int place() {
        return NAME;
    }

    @Override
    public boolean admits(RoutingContext context) {
        String id = RequestId.of(context.request().getHeader(HEADER));
        context.response().headers().set(HEADER, id);
        LogField.REQUEST.set(id);
        String trade = TradeInPath.of(context.request().path());
        if (trade != null) {
            LogField.TRADE.set(trade);
        }
        return true;
    }
}
