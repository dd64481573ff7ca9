package org.tallystick.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.security.Scope;

/** The exchange systems that a community lets in. */
@Path("/v1/communities/{community}/clients")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class ClientResource {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,59}");

    private static final int USUAL_OVERLAP_HOURS = 24;
    private static final int LONGEST_OVERLAP_HOURS = 168;

    private final CurrentCaller current;
    private final ClientStore clients;
    private final RegisterClient registration;
    private final ChangeClient change;
    private final RenewClientSecret renewal;

    ClientResource(
            CurrentCaller current,
            ClientStore clients,
            RegisterClient registration,
            ChangeClient change,
            RenewClientSecret renewal) {
        this.current = current;
        this.clients = clients;
        this.registration = registration;
        this.change = change;
        this.renewal = renewal;
    }

    /** Whom to let in, to do what, and why. */
    @Schema(name = "NewClient")
    public record ClientRequest(
            @Nullable String name,
            @Nullable List<@Nullable String> scopes,
            @Nullable String reason) {}

    /** What to grant from now on, and why. */
    @Schema(name = "ClientScopes")
    public record ScopesRequest(
            @Nullable List<@Nullable String> scopes,
            @Nullable String reason) {}

    /** Why a new secret is wanted, and for how many hours the one before it stays good; a day if it is not said. */
    @Schema(name = "ClientSecretRenewal")
    public record SecretRequest(
            @Nullable Integer overlapHours, @Nullable String reason) {}

    /**
     * An exchange system, as RFC 6749 names its parts.
     *
     * @param clientSecret shown once; absent for a system that has one already
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Client")
    public record ClientView(
            @JsonProperty("client_id") String clientId,
            @JsonProperty("client_secret") @Nullable String clientSecret,
            @Nullable List<String> scopes) {
        /** Without the secret, for whoever logs it. */
        @Override
        public String toString() {
            return clientId;
        }
    }

    /** The exchange systems of a community. */
    @Schema(name = "ClientList")
    public record ClientList(List<ClientView> clients) {}

    @GET
    @Requires(Permission.SEE_CLIENTS)
    @Operation(operationId = "listClients", summary = "The exchange systems, and what each may do")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ClientList.class)))
    public ClientList list() {
        List<ClientView> all = clients.all(current.access().community().id()).stream()
                .map(client -> new ClientView(client.name(), null, client.scopes()))
                .toList();
        return new ClientList(all);
    }

    @POST
    @Requires(Permission.MANAGE_CLIENTS)
    @MayAnswer({ProblemType.ALREADY_EXISTS})
    @Operation(operationId = "registerClient", summary = "Lets an exchange system in")
    @APIResponse(
            responseCode = "201",
            description = "Registered. The secret is shown this once; a system that has one from elsewhere keeps it",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ClientView.class)))
    public Response register(ClientRequest request) {
        FieldErrors errors = new FieldErrors();
        String name = errors.read("name", request.name(), ClientResource::name).orElse("");
        Set<Scope> scopes = scopes(errors, request.scopes());
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        Optional<String> secret = registration.register(current.access(), name, scopes, reason);
        return Response.status(Response.Status.CREATED)
                .entity(new ClientView(name, secret.orElse(null), Scope.values(scopes)))
                .build();
    }

    @PUT
    @Path("/{name}")
    @Requires(Permission.MANAGE_CLIENTS)
    @Operation(operationId = "changeClient", summary = "Sets what it may do")
    @APIResponse(
            responseCode = "200",
            description = "Set",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ClientView.class)))
    public ClientView change(
            @Parameter(description = "The client_id") @PathParam("name") String name, ScopesRequest request) {
        FieldErrors errors = new FieldErrors();
        Set<Scope> scopes = scopes(errors, request.scopes());
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        change.change(current.access(), name, scopes, reason);
        return new ClientView(name, null, Scope.values(scopes));
    }

    @POST
    @Path("/{name}/secret")
    @Requires(Permission.MANAGE_CLIENTS)
    @Operation(
            operationId = "renewClientSecret",
            summary = "A new secret; the one before it stays good for the overlap")
    @APIResponse(
            responseCode = "200",
            description = "Renewed; the secret is shown this once",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ClientView.class)))
    public ClientView renewSecret(
            @Parameter(description = "The client_id") @PathParam("name") String name, SecretRequest request) {
        FieldErrors errors = new FieldErrors();
        int hours = request.overlapHours() == null ? USUAL_OVERLAP_HOURS : request.overlapHours();
        if (hours < 0 || hours > LONGEST_OVERLAP_HOURS) {
            errors.add("overlapHours", "malformed", "must be a number from 0 to " + LONGEST_OVERLAP_HOURS);
        }
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        return new ClientView(name, renewal.renew(current.access(), name, Duration.ofHours(hours), reason), null);
    }

    @DELETE
    @Path("/{name}")
    @Requires(Permission.MANAGE_CLIENTS)
    @Operation(operationId = "withdrawClient", summary = "Shuts an exchange system out, with the next request")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    public void withdraw(
            @Parameter(description = "The client_id") @PathParam("name") String name,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        Reason reason = Reason.given(why);
        change.change(current.access(), name, Set.of(), reason);
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("must be 2 to 60 of a-z, 0-9 and -, and not begin with -");
        }
        return text;
    }

    private static Set<Scope> scopes(FieldErrors errors, @Nullable List<@Nullable String> values) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        List<@Nullable String> named = errors.required("scopes", values, List.of());
        for (int i = 0; i < named.size(); i++) {
            errors.read("scopes[" + i + "]", named.get(i), Scope::of).ifPresent(scopes::add);
        }
        if (values != null && named.isEmpty()) {
            errors.add("scopes", "required", "must name at least one");
        }
        return scopes;
    }
}
