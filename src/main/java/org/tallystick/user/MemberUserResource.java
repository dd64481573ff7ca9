package org.tallystick.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.member.Members;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.MemberId;
import org.tallystick.security.MemberRole;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.security.SpendingLimits;
import org.tallystick.user.MemberUsers.MemberUser;
import org.tallystick.web.Given;

/** Which users act for a member, and how. */
@Path("/v1/communities/{community}/members/{handle}/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class MemberUserResource {
    private final CurrentCaller current;
    private final Communities communities;
    private final Members members;
    private final MemberUsers users;
    private final ChangeMembership changing;

    MemberUserResource(
            CurrentCaller current,
            Communities communities,
            Members members,
            MemberUsers users,
            ChangeMembership changing) {
        this.current = current;
        this.communities = communities;
        this.members = members;
        this.users = users;
        this.changing = changing;
    }

    /** Another role, with the limits of a spender, and why. */
    @Schema(name = "MembershipChange")
    public record MembershipChange(
            @Nullable String role,
            @Nullable List<@Nullable SpendingLimitsBody> limits,
            @Nullable String reason) {}

    /**
     * A user who acts for a member.
     *
     * @param limits of a spender; absent: none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MemberUser")
    public record MemberUserView(
            String username, String role, @Nullable List<SpendingLimitsBody> limits) {
        static MemberUserView of(MemberUser user, Community community) {
            return new MemberUserView(
                    user.username(), user.role().value(), SpendingLimitsBody.of(user.limits(), community));
        }
    }

    /** All who act for a member. */
    @Schema(name = "MemberUsers")
    public record Listing(List<MemberUserView> users) {}

    @GET
    @Requires(Permission.SEE_MEMBERSHIPS)
    @Operation(operationId = "listMemberUsers", summary = "Which users act for a member")
    @APIResponse(
            responseCode = "200",
            description = "Owners first, then spenders with their limits, then viewers",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Listing list(@PathParam("community") String slug, @PathParam("handle") String handle) {
        Access access = current.access();
        MemberId member = members.required(access.community().id(), handle);
        access.require(Permission.SEE_MEMBERSHIPS, member);
        Community community = community(access);
        return new Listing(users.all(community.id(), member).stream()
                .map(user -> MemberUserView.of(user, community))
                .toList());
    }

    @PUT
    @Path("/{username}")
    @Requires(Permission.MANAGE_MEMBERSHIPS)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "changeMemberUser", summary = "Sets how a user acts for a member, and a spender's limits")
    @APIResponse(
            responseCode = "200",
            description = "Set, with the next request",
            content = @Content(schema = @Schema(implementation = MemberUserView.class)))
    public MemberUserView change(
            @PathParam("community") String slug,
            @PathParam("handle") String handle,
            @Parameter(description = "The login") @PathParam("username") String username,
            @Nullable MembershipChange body) {
        Access access = current.access();
        MembershipChange request = Given.body(body);
        MemberId member = members.required(access.community().id(), handle);
        Community community = community(access);
        FieldErrors errors = new FieldErrors();
        Optional<MemberRole> role = errors.read("role", request.role(), MemberRole::of);
        Optional<SpendingLimits> limits = SpendingLimitsBody.read(request.limits(), community, errors);
        requireSpender(role, limits, errors);
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        return MemberUserView.of(
                changing.change(access, member, handle, username, role.orElseThrow(), limits, reason), community);
    }

    @DELETE
    @Path("/{username}")
    @Requires(Permission.SEE_MEMBERSHIPS)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "endMemberUser",
            summary = "Lets a user act for a member no longer; anybody may leave a member themselves")
    @APIResponse(responseCode = "204", description = "Ended, with the next request")
    public void end(
            @PathParam("community") String slug,
            @PathParam("handle") String handle,
            @Parameter(description = "The login") @PathParam("username") String username,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        Access access = current.access();
        Reason reason = Reason.given(why);
        changing.end(access, members.required(access.community().id(), handle), handle, username, reason);
    }

    /** Limits are a spender's; an owner has none, and a viewer spends nothing. */
    static void requireSpender(Optional<MemberRole> role, Optional<SpendingLimits> limits, FieldErrors errors) {
        if (limits.isPresent() && role.isPresent() && role.get() != MemberRole.SPENDER) {
            errors.add("limits", "malformed", "are given to a spender alone");
        }
    }

    private Community community(Access access) {
        return communities.byId(access.community().id()).orElseThrow();
    }
}
