package org.tallystick.user;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** Invitations: how a person who was enrolled by others comes to a password. */
@Path("/v1/communities/{community}/members/{handle}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class InvitationResource {
    private final CurrentCaller current;
    private final InviteMember invitation;

    InvitationResource(CurrentCaller current, InviteMember invitation) {
        this.current = current;
        this.invitation = invitation;
    }

    @POST
    @Requires(Permission.MANAGE_MEMBERSHIPS)
    @Operation(operationId = "inviteMember", summary = "Invites the owner of a member to choose a password")
    @APIResponse(
            responseCode = "201",
            description = "Hand the token to the person; it is shown this once",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Invitation.class)))
    public Response invite(@PathParam("handle") String handle) {
        Invitation invited = invitation.invite(current.access(), handle);
        return Response.status(Response.Status.CREATED).entity(invited).build();
    }
}
