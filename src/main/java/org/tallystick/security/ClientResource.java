package org.tallystick.security;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;

/** The exchange systems that a community lets in. */
@Path("/v1/communities/{community}/clients")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ClientResource {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,59}");

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
    public record ClientRequest(
            @Nullable String name,
            @Nullable List<@Nullable String> scopes,
            @Nullable String reason) {}

    /** What to grant from now on, and why. */
    public record ScopesRequest(
            @Nullable List<@Nullable String> scopes,
            @Nullable String reason) {}

    /** Why a new secret is wanted. */
    public record SecretRequest(@Nullable String reason) {}

    /**
     * An exchange system, as RFC 6749 names its parts.
     *
     * @param clientSecret shown once; absent for a system that has one already
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
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

    @GET
    @Requires(Permission.MANAGE_CLIENTS)
    public Map<String, List<ClientView>> list() {
        List<ClientView> all = clients.all(current.access().community().id()).stream()
                .map(client -> new ClientView(client.name(), null, client.scopes()))
                .toList();
        return Map.of("clients", all);
    }

    @POST
    @Requires(Permission.MANAGE_CLIENTS)
    public Response register(ClientRequest request) {
        FieldErrors errors = new FieldErrors();
        String name = errors.read("name", request.name(), ClientResource::name).orElse("");
        Set<Scope> scopes = scopes(errors, request.scopes());
        String reason = AdministratorResource.reason(errors, request.reason());
        errors.throwIfAny();
        Optional<String> secret = registration.register(current.access(), name, scopes, reason);
        return Response.status(Response.Status.CREATED)
                .entity(new ClientView(name, secret.orElse(null), Scope.values(scopes)))
                .build();
    }

    @PUT
    @Path("/{name}")
    @Requires(Permission.MANAGE_CLIENTS)
    public ClientView change(@PathParam("name") String name, ScopesRequest request) {
        FieldErrors errors = new FieldErrors();
        Set<Scope> scopes = scopes(errors, request.scopes());
        String reason = AdministratorResource.reason(errors, request.reason());
        errors.throwIfAny();
        change.change(current.access(), name, scopes, reason);
        return new ClientView(name, null, Scope.values(scopes));
    }

    @POST
    @Path("/{name}/secret")
    @Requires(Permission.MANAGE_CLIENTS)
    public ClientView renewSecret(@PathParam("name") String name, SecretRequest request) {
        FieldErrors errors = new FieldErrors();
        String reason = AdministratorResource.reason(errors, request.reason());
        errors.throwIfAny();
        return new ClientView(name, renewal.renew(current.access(), name, reason), null);
    }

    @DELETE
    @Path("/{name}")
    @Requires(Permission.MANAGE_CLIENTS)
    public void withdraw(@PathParam("name") String name, @QueryParam("reason") @Nullable String why) {
        FieldErrors errors = new FieldErrors();
        String reason = AdministratorResource.reason(errors, why);
        errors.throwIfAny();
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
