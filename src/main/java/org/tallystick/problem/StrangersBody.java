package org.tallystick.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Waits for the bodies of those who need no token, before a thread is taken for them: else a few hundred strangers who send a byte a
 * second would have all threads. Each body may have 64 KiB, and all that have not arrived yet 16 MiB.
 */
@Singleton
public class StrangersBody implements DoorStep {
    private static final long LARGEST_BYTES = 64L << 10;
    private static final long MOST_BYTES = 16L << 20;
    private static final Pattern STRANGERS =
            Pattern.compile("/oauth/.*|/v1/(password-resets|recoveries|email-confirmations"
                    + "|invitations)(/.*)?|/v1/communities/[^/]+/applications(/state)?");
    private static final Problem BUSY =
            Problem.of(ProblemType.UNAVAILABLE, "Too many requests are arriving at once; send this again in a moment.");

    private final AtomicLong waiting = new AtomicLong();

    @Override
    public int place() {
        return BODY;
    }

    @Override
    public boolean admits(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean hasBody = request.getHeader(HttpHeaders.CONTENT_LENGTH) != null
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        // A framework that pauses a request of HTTP/2 which has ended does not go with it.
        boolean isPlain = request.version() != HttpVersion.HTTP_2;
        if (isPlain
                && hasBody
                && STRANGERS.matcher(String.valueOf(request.path())).matches()) {
            new Collector((RoutingContextInternal) context).start();
            return false;
        }
        return true;
    }

    /** Used by the connection's own thread alone. */
    private final class Collector {
        private final RoutingContextInternal context;
        private final Buffer body = Buffer.buffer();
        private long counted;

        Collector(RoutingContextInternal context) {
            this.context = context;
        }

        void start() {
            HttpServerRequest request = context.request();
            request.exceptionHandler(gone -> settle());
            request.endHandler(end -> {
                settle();
                context.setBody(body);
                context.next();
            });
            request.handler(this::take);
            request.resume();
        }

        private void take(Buffer part) {
            counted += part.length();
            boolean room = waiting.addAndGet(part.length()) <= MOST_BYTES;
            if (room && counted <= LARGEST_BYTES) {
                body.appendBuffer(part);
                return;
            }
            settle();
            context.request().endHandler(end -> {});
            refuse(room ? BodyLimit.tooLarge() : BUSY);
        }

        private void settle() {
            waiting.addAndGet(-counted);
            counted = 0;
        }

        private void refuse(Problem problem) {
            BodyLimit.discardRest(context.request());
            if (problem.type() == ProblemType.UNAVAILABLE) {
                context.response().putHeader("Retry-After", "1");
            }
            context.response()
                    .setStatusCode(problem.type().status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(new JsonObject(problem.toBody()).encode());
        }
    }
}
