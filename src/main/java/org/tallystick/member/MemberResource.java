package org.tallystick.member;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;
import org.tallystick.web.IfMatch;

/** Members over HTTP. */
@Path("/v1/communities/{community}/members")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class MemberResource {
    private final Members members;
    private final EnrolMember enrolMember;
    private final ChangeMember changeMember;
    private final CurrentCaller current;

    MemberResource(Members members, EnrolMember enrolMember, ChangeMember changeMember, CurrentCaller current) {
        this.members = members;
        this.enrolMember = enrolMember;
        this.changeMember = changeMember;
        this.current = current;
    }

    @POST
    @Requires(Permission.ENROL_MEMBERS)
    @MayAnswer({ProblemType.ALREADY_EXISTS, ProblemType.STATE_CONFLICT})
    @Operation(operationId = "enrolMember", summary = "Enrols a member, with an account in each currency")
    @APIResponse(
            responseCode = "201",
            description = "Enrolled",
            content = @Content(schema = @Schema(implementation = MemberView.class)))
    public Response enrol(
            @PathParam("community") String community,
            @Parameter(description = "The group to which the member shall belong; local administrators name theirs")
                    @QueryParam("group")
                    @Nullable
                    String group,
            @Nullable MemberBody body) {
        MemberView member = enrolMember.enrol(current.access(), Given.body(body), group);
        URI location = URI.create("/v1/communities/" + community + "/members/" + member.handle());
        return answer(Response.created(location), member);
    }

    @GET
    @Requires(Permission.SEE_MEMBERS)
    @Operation(
            operationId = "listMembers",
            summary = "The members in the order of their handles, or those that are sought")
    @APIResponse(
            responseCode = "200",
            description = "Some members, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Members.Page.class)))
    public Members.Page list(
            @PathParam("community") String community,
            @Parameter(description = "Only members of this status: active, frozen, leaving or left")
                    @QueryParam("status")
                    @Nullable
                    String status,
            @Parameter(
                            description =
                                    "Only members whose name or handle is nearly this, or has it as a part; capitals and"
                                            + " accents do not count. The best come first")
                    @QueryParam("q")
                    @Nullable
                    String question,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return question == null
                ? members.list(current.access(), status, cursor, limit)
                : members.search(current.access(), question, status, cursor, limit);
    }

    @GET
    @Path("{handle}")
    @Requires(Permission.SEE_MEMBERS)
    @Operation(operationId = "getMember", summary = "A member: in full for its own users and administrators")
    @APIResponse(
            responseCode = "200",
            description = "The member; in full it has an ETag",
            content = @Content(schema = @Schema(anyOf = {MemberView.class, MemberView.Listed.class})))
    public Response get(@PathParam("community") String community, @PathParam("handle") String handle) {
        return answer(Response.ok(), members.read(current.access(), handle));
    }

    @PATCH
    @Path("{handle}")
    @Requires(Permission.CHANGE_MEMBERS)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "changeMember",
            summary = "Changes the profile or the status; the accounts follow the status")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = MemberView.class)))
    public Response change(
            @PathParam("community") String community,
            @PathParam("handle") String handle,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            MemberChange.@Nullable Body body) {
        Access access = current.access();
        IfMatch seen = IfMatch.parse(ifMatch);
        return answer(Response.ok(), changeMember.change(access, handle, Given.body(body), seen.expected()));
    }

    private static Response answer(Response.ResponseBuilder response, VisibleMember member) {
        if (member instanceof MemberView inFull) {
            response.header(HttpHeaders.ETAG, IfMatch.tagOf(inFull.version()));
        }
        return response.entity(member).build();
    }
}
