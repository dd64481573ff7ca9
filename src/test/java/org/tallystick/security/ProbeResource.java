package org.tallystick.security;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Endpoints that exist in tests alone, one for each way in which a request can be let in and read. */
@Path("/v1/communities/{community}/probes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProbeResource {
    private final CurrentCaller current;

    ProbeResource(CurrentCaller current) {
        this.current = current;
    }

    public record Item(
            @Nullable String amount,
            @Nullable Boolean urgent,
            @Nullable Integer count) {}

    public record Probe(
            @Nullable String text,
            @Nullable List<Item> trades,
            @Nullable Map<String, String> metadata) {}

    @POST
    @Requires(Permission.CHANGE_COMMUNITY)
    @Operation(hidden = true)
    public Map<String, Object> read(Probe probe) {
        return Map.of(
                "text",
                String.valueOf(probe.text()),
                "caller",
                current.access().caller().name());
    }

    @POST
    @Path("/posting")
    @Requires(value = Permission.RECORD_TRADES, checkedByWriter = true)
    @Operation(hidden = true)
    public Uni<Map<String, Object>> post(Probe probe) {
        return Uni.createFrom()
                .item(Map.of(
                        "thread",
                        Thread.currentThread().getName(),
                        "version",
                        current.access().version()));
    }

    @GET
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(hidden = true)
    public Map<String, Object> see() {
        Access access = current.access();
        return Map.of("roles", access.roles(), "scopes", Scope.values(access.scopes()));
    }

    @GET
    @Path("/statements")
    @Requires(Permission.SEE_STATEMENTS)
    @Operation(hidden = true)
    public Map<String, String> statements() {
        return Map.of();
    }

    @GET
    @Path("/known")
    @Public(takesIdentity = true)
    @Operation(hidden = true)
    public Map<String, String> known() {
        return current.ifKnown()
                .map(caller -> Map.of(
                        "name",
                        caller.name(),
                        "kind",
                        caller.kind().name(),
                        "email",
                        caller.identity()
                                .flatMap(ExternalIdentity::verifiedEmail)
                                .orElse("")))
                .orElse(Map.of());
    }

    @GET
    @Path("/forgotten")
    @Operation(hidden = true)
    public Map<String, String> forgotten() {
        return Map.of("open", "to all");
    }

    @GET
    @Path("/failing")
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(hidden = true)
    public Map<String, String> fail() {
        throw new IllegalStateException("secret detail");
    }
}
