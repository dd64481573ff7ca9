package org.tallystick.security;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;

/** Invitations: how a person who was enrolled by others comes to a password. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class InvitationResource {
    private static final int LONGEST_TOKEN = 200;

    private final CurrentCaller current;
    private final InviteMember invitation;
    private final AcceptInvitation acceptance;

    InvitationResource(CurrentCaller current, InviteMember invitation, AcceptInvitation acceptance) {
        this.current = current;
        this.invitation = invitation;
        this.acceptance = acceptance;
    }

    /** The invitation, and the password that the login shall have. */
    public record AcceptanceRequest(@Nullable String token, @Nullable String password) {
        /** Without both, for whoever logs it. */
        @Override
        public String toString() {
            return "AcceptanceRequest";
        }
    }

    @POST
    @Path("/communities/{community}/members/{handle}/invitations")
    @Requires(Permission.INVITE_MEMBERS)
    public Response invite(@PathParam("handle") String handle) {
        Invitation invited = invitation.invite(current.access(), handle);
        return Response.status(Response.Status.CREATED).entity(invited).build();
    }

    @POST
    @Path("/invitations/acceptance")
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    public void accept(AcceptanceRequest request, @Context HttpServerRequest http) {
        FieldErrors errors = new FieldErrors();
        String token = errors.read("token", request.token(), InvitationResource::token).orElse("");
        String password = errors.required("password", request.password(), "");
        errors.throwIfAny();
        acceptance.accept(token, password, ClientAddress.of(http));
    }

    private static String token(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TOKEN) {
            throw new IllegalArgumentException("is no invitation's token");
        }
        return text;
    }
}
