package org.tallystick.security;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Headers of every answer. The service answers data and no pages, so browsers are told to run nothing, to frame nothing, and
 * to guess no types; and nothing between keeps what only its asker may see. A resource may say otherwise for itself.
 */
@ApplicationScoped
public class SecurityHeaders {
    /** Before anything can answer. */
    private static final int FIRST = 1_000;

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::put, FIRST);
    }

    private static void put(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (context.request().isSSL()) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        String path = context.request().path();
        if (path != null && (path.startsWith("/v1") || path.startsWith("/oauth"))) {
            headers.set("Cache-Control", "no-store");
        }
        context.next();
    }
}
