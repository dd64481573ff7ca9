package org.tallystick.problem;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body that does not tell its length, up to the limit; where no thread waits for a body, the framework would collect
 * it without one. Runs when the caller is known and may do what is asked. Forms are read, and cut off, by their own reader.
 */
public class UnmeasuredBody {
    private static final int AFTER_ACCESS = Priorities.AUTHORIZATION + 100;

    private final CurrentVertxRequest current;

    UnmeasuredBody(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerRequestFilter(priority = AFTER_ACCESS, nonBlocking = true)
    public Uni<Void> filter(ContainerRequestContext context) {
        HttpServerRequest request = current.getCurrent().request();
        if (HttpMethod.GET.equals(request.method())
                || request.getHeader(HttpHeaders.CONTENT_LENGTH) != null
                || isForm(context.getMediaType())
                || request.isEnded()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .<Buffer>emitter(emitter -> new Collector(request, emitter).start())
                .invoke(body -> context.setEntityStream(new ByteArrayInputStream(body.getBytes())))
                .replaceWithVoid();
    }

    private static boolean isForm(@Nullable MediaType type) {
        return type != null
                && (type.getType().equals("multipart")
                        || type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE));
    }

    /** Used by the connection's own thread alone. */
    private static final class Collector {
        private final HttpServerRequest request;
        private final UniEmitter<? super Buffer> emitter;
        private final Buffer body = Buffer.buffer();

        Collector(HttpServerRequest request, UniEmitter<? super Buffer> emitter) {
            this.request = request;
            this.emitter = emitter;
        }

        void start() {
            request.exceptionHandler(emitter::fail);
            request.endHandler(end -> emitter.complete(body));
            request.handler(this::take);
            request.resume();
        }

        private void take(Buffer part) {
            if (body.length() + part.length() <= BodyLimit.limit(request)) {
                body.appendBuffer(part);
                return;
            }
            BodyLimit.discardRest(request);
            emitter.fail(BodyLimit.tooLarge().asException());
        }
    }
}
