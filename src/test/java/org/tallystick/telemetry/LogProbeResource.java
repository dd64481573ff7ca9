package org.tallystick.telemetry;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.tallystick.platform.RequestThread;
import org.tallystick.security.Public;

/** Endpoints that exist in tests alone, and write a line of the log from wherever a request is worked on. */
@Path("/v1/log-probes")
@Produces(MediaType.TEXT_PLAIN)
public class LogProbeResource {
    private static final Logger LOG = Logger.getLogger(LogProbeResource.class);

    private static String say(String where) {
        LOG.infof("probe %s", where);
        return Thread.currentThread().getName();
    }

    @GET
    @Path("/loop")
    @Public
    @NonBlocking
    @Operation(hidden = true)
    public Uni<String> loop() {
        return Uni.createFrom().item(() -> say("loop"));
    }

    @GET
    @Path("/blocking")
    @Public
    @Blocking
    @Operation(hidden = true)
    public String blocking() {
        return say("blocking");
    }

    @GET
    @Path("/trades/{id}")
    @Public
    @NonBlocking
    @Operation(hidden = true)
    public Uni<String> trade(@PathParam("id") UUID id) {
        return Uni.createFrom().item(() -> say("trade"));
    }

    @GET
    @Path("/worker")
    @Public
    @NonBlocking
    @Operation(hidden = true)
    public Uni<String> worker() {
        return RequestThread.onWorker(() -> say("worker"));
    }

    /** As after a commit: another thread has the outcome, and a worker goes on. */
    @GET
    @Path("/worker-after-another")
    @Public
    @NonBlocking
    @Operation(hidden = true)
    public Uni<String> workerAfterAnother() {
        return afterAnother(RequestThread.worker()).map(any -> say("worker-after-another"));
    }

    @GET
    @Path("/loop-after-another")
    @Public
    @NonBlocking
    @Operation(hidden = true)
    public Uni<String> loopAfterAnother() {
        return afterAnother(RequestThread.current(Runnable::run)).map(any -> say("loop-after-another"));
    }

    private static Uni<String> afterAnother(Executor next) {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread lane = new Thread(() -> outcome.complete("done"), "another");
        return Uni.createFrom()
                .completionStage(outcome)
                .onSubscription()
                .invoke(lane::start)
                .emitOn(next);
    }
}
