package org.tallystick.terms;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;

/** A community's terms over HTTP. */
@Path("/v1/communities/{community}/terms")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Communities")
public class TermsResource {
    private final Terms terms;
    private final PublishTerms publishTerms;
    private final Acceptances acceptances;
    private final CurrentCaller current;

    TermsResource(Terms terms, PublishTerms publishTerms, Acceptances acceptances, CurrentCaller current) {
        this.terms = terms;
        this.publishTerms = publishTerms;
        this.acceptances = acceptances;
        this.current = current;
    }

    /** All versions. */
    @Schema(name = "TermsList")
    public record TermsList(List<TermsView> terms) {}

    @POST
    @Requires(Permission.CHANGE_COMMUNITY)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "publishTerms", summary = "Gives the community a new version of its terms")
    @APIResponse(
            responseCode = "201",
            description = "Published; it never changes",
            content = @Content(schema = @Schema(implementation = TermsView.class)))
    public Response publish(@PathParam("community") String community, PublishTerms.@Nullable Body body) {
        TermsView published = publishTerms.publish(current.access(), Given.body(body));
        return Response.created(URI.create("/v1/communities/" + community + "/terms/" + published.version()))
                .entity(published)
                .build();
    }

    @GET
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "listTerms", summary = "The versions of the terms, the newest first, without their texts")
    @APIResponse(
            responseCode = "200",
            description = "The versions",
            content = @Content(schema = @Schema(implementation = TermsList.class)))
    public TermsList list(@PathParam("community") String community) {
        return new TermsList(terms.all(current.access().community()));
    }

    @GET
    @Path("{version}")
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "getTerms", summary = "A version of the terms, with its text")
    @APIResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = TermsView.class)))
    public TermsView one(
            @PathParam("community") String community,
            @Parameter(description = "The number of the version") @PathParam("version") int version) {
        return terms.required(current.access().community(), version);
    }

    @GET
    @Path("{version}/acceptances")
    @Requires(Permission.SEE_ACCEPTANCES)
    @Operation(operationId = "listTermsAcceptances", summary = "Who has accepted a version or a later one, and who not")
    @APIResponse(
            responseCode = "200",
            description = "Some members, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Acceptances.Page.class)))
    public Acceptances.Page acceptances(
            @PathParam("community") String community,
            @Parameter(description = "The number of the version") @PathParam("version") int version,
            @Parameter(description = "Only members who have accepted (accepted), or have not (missing)")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return acceptances.list(current.access().community(), version, state, cursor, limit);
    }
}
