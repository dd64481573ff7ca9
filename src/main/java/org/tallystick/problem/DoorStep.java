package org.tallystick.problem;

import io.vertx.ext.web.RoutingContext;

/** What is looked at, or said, before a request is anybody's: see {@link Door}. It runs on the event loop, and waits for nothing. */
public interface DoorStep {
    /** What is said of a request from here on is said under its name. */
    int NAME = 0;

    /** Beside each answer goes what the first step puts there, whoever answers. */
    int HEADERS = 1;

    /** It is known how much is still to come of a request. */
    int RECEPTION = 2;

    /** Who cannot be served is told before anything of the request is read. */
    int TURNING_AWAY = 3;

    int SIZE = 4;

    /** The last, since it alone lets a request in later. */
    int BODY = 5;

    /** Its place among the steps, the least first. */
    int place();

    /**
     * Looks at a request.
     *
     * @return whether it goes on; if not, the step answers it, or the last one lets it in itself, with {@link RoutingContext#next()}
     */
    boolean admits(RoutingContext context);
}
