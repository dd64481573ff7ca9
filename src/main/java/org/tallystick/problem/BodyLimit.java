package org.tallystick.problem;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Refuses a body that is too large from its Content-Length, before anything is read. A body that does not tell its length
 * is cut off by {@link UnmeasuredBody}, and a form by its reader.
 */
@Singleton
public class BodyLimit implements DoorStep {
    /** 1 MiB: a batch of 1,000 trades has less. */
    public static final long ORDINARY_BYTES = 1L << 20;

    /** 5 MiB: a file of 10,000 rows has less. */
    public static final long FILE_BYTES = 5L << 20;

    /** 64 MiB: an archive of 500,000 trades has less. */
    public static final long IMPORT_BYTES = 64L << 20;

    /** A reader counts in blocks; this much more leaves JSON's own limit the first to be met. */
    private static final long SLACK_BYTES = 64L << 10;

    private static final String IMPORTS = "/v1/imports";
    private static final Pattern FILES = Pattern.compile("/v1/communities/[^/]+/(members|limits)/import");
    /** After the framework has noted its own limit, which this one takes the place of. */
    private static final int AFTER_THE_FRAMEWORK = -1;

    void register(@Observes Filters filters) {
        filters.register(BodyLimit::noteLimit, AFTER_THE_FRAMEWORK);
    }

    @Override
    public int place() {
        return SIZE;
    }

    static Problem tooLarge() {
        return Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "A body may have " + ORDINARY_BYTES + " bytes, a file of members or limits " + FILE_BYTES
                        + ", and an import " + IMPORT_BYTES + ".");
    }

    private static void noteLimit(RoutingContext context) {
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit(context.request()) + SLACK_BYTES);
        context.next();
    }

    @Override
    public boolean admits(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || fits(length, limit(request))) {
            return true;
        }
        discardRest(request);
        context.response()
                .setStatusCode(ProblemType.BODY_TOO_LARGE.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(new JsonObject(tooLarge().toBody()).encode());
        return false;
    }

    /** A client that sends all before it listens would otherwise see a broken connection in place of the answer. */
    public static void discardRest(HttpServerRequest request) {
        long[] read = {0};
        request.handler(buffer -> {
            read[0] += buffer.length();
            if (read[0] > IMPORT_BYTES) {
                request.connection().close();
            }
        });
        request.resume();
    }

    private static boolean fits(String length, long limit) {
        try {
            return Long.parseLong(length) <= limit;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static long limit(HttpServerRequest request) {
        if (!HttpMethod.POST.equals(request.method())) {
            return ORDINARY_BYTES;
        }
        if (IMPORTS.equals(request.path())) {
            return IMPORT_BYTES;
        }
        String path = String.valueOf(request.path());
        return path.endsWith("/import") && FILES.matcher(path).matches() ? FILE_BYTES : ORDINARY_BYTES;
    }
}
