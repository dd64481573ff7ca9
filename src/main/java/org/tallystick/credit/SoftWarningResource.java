package org.tallystick.credit;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** Accounts beyond their soft limits, over HTTP. */
@Path("/v1/communities/{community}/limits/warnings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credit")
public class SoftWarningResource {
    private final CurrentCaller current;
    private final ListSoftWarnings listSoftWarnings;

    SoftWarningResource(CurrentCaller current, ListSoftWarnings listSoftWarnings) {
        this.current = current;
        this.listSoftWarnings = listSoftWarnings;
    }

    @GET
    @Requires(Permission.SEE_ACCOUNTS)
    @Operation(
            operationId = "listLimitWarnings",
            summary = "The accounts beyond their soft limits, of those that the caller sees whole")
    @APIResponse(
            responseCode = "200",
            description = "Some accounts, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = ListSoftWarnings.Page.class)))
    public ListSoftWarnings.Page list(
            @PathParam("community") String community,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return listSoftWarnings.list(current.access(), cursor, limit);
    }
}
