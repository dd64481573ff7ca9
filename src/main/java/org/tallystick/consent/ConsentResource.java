package org.tallystick.consent;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.member.Members;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** Which exchange systems a member lets act for it. */
@Path("/v1/communities/{community}/members/{handle}/consents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class ConsentResource {
    private final CurrentCaller current;
    private final Members members;
    private final Consents consents;

    ConsentResource(CurrentCaller current, Members members, Consents consents) {
        this.current = current;
        this.members = members;
        this.consents = consents;
    }

    /** All that a member has consented to. */
    @Schema(name = "Consents")
    public record Listing(List<Consents.Consent> consents) {}

    @GET
    @Requires(Permission.SEE_CONSENTS)
    @Operation(operationId = "listConsents", summary = "Which exchange systems the member lets act for it")
    @APIResponse(
            responseCode = "200",
            description = "The consents; they are asked for where the community's clientConsent is members",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Listing list(@PathParam("community") String community, @PathParam("handle") String handle) {
        Access access = current.access();
        MemberId member = member(access, handle);
        access.require(Permission.SEE_CONSENTS, member);
        return new Listing(consents.all(access.community().id(), member));
    }

    @PUT
    @Path("/{client}")
    @Requires(Permission.GIVE_CONSENT)
    @Operation(operationId = "giveConsent", summary = "Lets an exchange system act for the member")
    @APIResponse(responseCode = "204", description = "The member has consented")
    public void give(
            @PathParam("community") String community,
            @PathParam("handle") String handle,
            @Parameter(description = "The client_id") @PathParam("client") String client) {
        Access access = current.access();
        consents.give(access, member(access, handle), handle, client);
    }

    @DELETE
    @Path("/{client}")
    @Requires(value = Permission.WITHDRAW_CONSENT, whenClosed = true)
    @Operation(operationId = "withdrawConsent", summary = "Withdraws the consent, with the next request")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    public void withdraw(
            @PathParam("community") String community,
            @PathParam("handle") String handle,
            @Parameter(description = "The client_id") @PathParam("client") String client) {
        Access access = current.access();
        consents.withdraw(access, member(access, handle), handle, client);
    }

    private MemberId member(Access access, String handle) {
        return members.required(access.community().id(), handle);
    }
}
