package org.tallystick.security;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Invitations: how a person who was enrolled by others comes to a password. */
@Path("/v1/communities/{community}/members/{handle}/invitations")
@Produces(MediaType.APPLICATION_JSON)
public class InvitationResource {
    private final CurrentCaller current;
    private final InviteMember invitation;

    InvitationResource(CurrentCaller current, InviteMember invitation) {
        this.current = current;
        this.invitation = invitation;
    }

    @POST
    @Requires(Permission.INVITE_MEMBERS)
    public Response invite(@PathParam("handle") String handle) {
        Invitation invited = invitation.invite(current.access(), handle);
        return Response.status(Response.Status.CREATED).entity(invited).build();
    }
}
