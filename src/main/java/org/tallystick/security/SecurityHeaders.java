package org.tallystick.security;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.tallystick.problem.DoorStep;

/**
 * Headers of every answer. The service answers data and no pages, so browsers are told to run nothing, to frame nothing, and
 * to guess no types; and nothing between keeps what only its asker may see. A resource may say otherwise for itself.
 */
@Singleton
public class SecurityHeaders implements DoorStep {
    private static final CharSequence TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("X-Frame-Options");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence CONTENT_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence NOTHING =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    private static final CharSequence RESOURCE_POLICY = HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence TRANSPORT_SECURITY = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    @Override
    public int place() {
        return HEADERS;
    }

    @Override
    public boolean admits(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set(TYPE_OPTIONS, NO_SNIFF);
        headers.set(FRAME_OPTIONS, DENY);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        headers.set(CONTENT_POLICY, NOTHING);
        headers.set(RESOURCE_POLICY, SAME_ORIGIN);
        if (context.request().isSSL()) {
            headers.set(TRANSPORT_SECURITY, A_YEAR);
        }
        String path = context.request().path();
        if (path != null && (path.startsWith("/v1") || path.startsWith("/oauth"))) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
        return true;
    }
}
