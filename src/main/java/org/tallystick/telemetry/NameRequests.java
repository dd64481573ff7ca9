package org.tallystick.telemetry;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Gives every request its id before anything else sees it, so that each answer carries it, whoever makes the answer, and so
 * does each line of the log that is written on the way.
 */
@ApplicationScoped
class NameRequests {
    private static final int BEFORE_ALL_ROUTES = 3_000;

    void register(@Observes Filters filters) {
        filters.register(NameRequests::name, BEFORE_ALL_ROUTES);
    }

    private static void name(RoutingContext context) {
        String id = RequestId.of(context.request().getHeader(RequestId.HEADER));
        context.response().putHeader(RequestId.HEADER, id);
        LogField.REQUEST.set(id);
        String trade = TradeInPath.of(context.request().path());
        if (trade != null) {
            LogField.TRADE.set(trade);
        }
        context.next();
    }
}
