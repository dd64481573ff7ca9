package org.tallystick.acceptancerule;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.member.Members;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;

/** The rules by which a member accepts requests by itself, over HTTP. */
@Path("/v1/communities/{community}/members/{handle}/acceptance-rules")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Proposals")
public class AcceptanceRuleResource {
    private final AcceptanceRules rules;
    private final MakeAcceptanceRule makeRule;
    private final EndAcceptanceRule endRule;
    private final Members members;
    private final CurrentCaller current;

    AcceptanceRuleResource(
            AcceptanceRules rules,
            MakeAcceptanceRule makeRule,
            EndAcceptanceRule endRule,
            Members members,
            CurrentCaller current) {
        this.rules = rules;
        this.makeRule = makeRule;
        this.endRule = endRule;
        this.members = members;
        this.current = current;
    }

    /** All rules of a member that hold. */
    @Schema(name = "AcceptanceRules")
    public record Listing(List<AcceptanceRuleView> rules) {}

    @GET
    @Requires(Permission.SEE_ACCEPTANCE_RULES)
    @Operation(operationId = "listAcceptanceRules", summary = "By which rules the member accepts requests by itself")
    @APIResponse(
            responseCode = "200",
            description = "The rules, the oldest first",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Listing.class)))
    public Listing list(@PathParam("community") String community, @PathParam("handle") String handle) {
        Access access = current.access();
        MemberId member = members.required(access.community().id(), handle);
        access.require(Permission.SEE_ACCEPTANCE_RULES, member);
        return new Listing(rules.ofMember(access, member));
    }

    @POST
    @Requires(Permission.MAKE_ACCEPTANCE_RULES)
    @MayAnswer({
        ProblemType.STATE_CONFLICT,
        ProblemType.UNKNOWN_ACCOUNT,
        ProblemType.SAME_ACCOUNT,
        ProblemType.TERMS_NOT_ACCEPTED
    })
    @Operation(
            operationId = "makeAcceptanceRule",
            summary = "Have requests of another member accepted by themselves, up to an amount")
    @APIResponse(
            responseCode = "201",
            description = "It holds for the requests that are made from now on",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AcceptanceRuleView.class)))
    public Response make(
            @PathParam("community") String community,
            @PathParam("handle") String handle,
            @Nullable AcceptanceRuleBody body) {
        Access access = current.access();
        MemberId member = members.required(access.community().id(), handle);
        AcceptanceRuleView made = rules.view(access, makeRule.make(access, handle, member, Given.body(body)));
        return Response.created(URI.create(
                        "/v1/communities/" + community + "/members/" + handle + "/acceptance-rules/" + made.id()))
                .entity(made)
                .build();
    }

    @DELETE
    @Path("{id}")
    @Requires(Permission.END_ACCEPTANCE_RULES)
    @Operation(operationId = "endAcceptanceRule", summary = "Accept such requests by themselves no more")
    @APIResponse(responseCode = "204", description = "Ended; what was accepted by it stays")
    public void end(
            @PathParam("community") String community,
            @PathParam("handle") String handle,
            @Parameter(description = "The id of the rule") @PathParam("id") UUID id) {
        Access access = current.access();
        endRule.end(access, members.required(access.community().id(), handle), id);
    }
}
