package org.tallystick.verification;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.posting.Verification;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

@Path("/v1/communities/{community}/verification")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification")
public class VerificationResource {
    private final CheckBooks checkBooks;
    private final CurrentCaller current;

    VerificationResource(CheckBooks checkBooks, CurrentCaller current) {
        this.checkBooks = checkBooks;
        this.current = current;
    }

    @GET
    @Blocking
    @Requires(Permission.VERIFY_LEDGER)
    @Operation(operationId = "verifyLedger", summary = "Checks the books of the community from the entries up")
    @APIResponse(
            responseCode = "200",
            description = "What was checked, and every violation by name",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Verification.class)))
    public Verification verify(@PathParam("community") String community) {
        return checkBooks.check(current.access());
    }
}
