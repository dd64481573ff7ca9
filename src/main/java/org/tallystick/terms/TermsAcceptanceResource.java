package org.tallystick.terms;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** The acceptance of terms over HTTP. */
@Path("/v1/communities/{community}/members/{handle}/terms/{version}/acceptance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class TermsAcceptanceResource {
    private final AcceptTerms acceptTerms;
    private final CurrentCaller current;

    TermsAcceptanceResource(AcceptTerms acceptTerms, CurrentCaller current) {
        this.acceptTerms = acceptTerms;
        this.current = current;
    }

    @POST
    @Requires(Permission.ACCEPT_TERMS)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "acceptTerms", summary = "Accepts the community's terms for a member that one owns")
    @APIResponse(responseCode = "204", description = "Accepted")
    public void accept(
            @PathParam("community") String community,
            @PathParam("handle") String handle,
            @Parameter(description = "The number of the version") @PathParam("version") int version) {
        acceptTerms.accept(current.access(), handle, version);
    }
}
