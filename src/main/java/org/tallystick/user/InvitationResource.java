package org.tallystick.user;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Communities;
import org.tallystick.member.EmailAddress;
import org.tallystick.member.Members;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.OptionalBody;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.MemberId;
import org.tallystick.security.MemberRole;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.security.SpendingLimits;

/** Invitations: how people come to act for a member. */
@Path("/v1/communities/{community}/members/{handle}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class InvitationResource {
    private final CurrentCaller current;
    private final Members members;
    private final Communities communities;
    private final InviteMember invitation;

    InvitationResource(CurrentCaller current, Members members, Communities communities, InviteMember invitation) {
        this.current = current;
        this.members = members;
        this.communities = communities;
        this.invitation = invitation;
    }

    /**
     * Whom to invite. Without a role it is the member's own login.
     *
     * @param limits of a spender; absent: none
     * @param email where to send it; absent: the token is in the answer, to be handed over
     */
    @Schema(name = "InvitationRequest")
    public record InvitationRequest(
            @Nullable String role,
            @Nullable List<@Nullable SpendingLimitsBody> limits,
            @Nullable String email) implements OptionalBody {
        static final InvitationRequest EMPTY = new InvitationRequest(null, null, null);
    }

    @POST
    @Requires(Permission.MANAGE_MEMBERSHIPS)
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InvitationRequest.class)))
    @Operation(
            operationId = "inviteMember",
            summary =
                    "Invites the member's own login to choose a password, or somebody to act for the member in a role")
    @APIResponse(
            responseCode = "201",
            description = "Invited; the token is shown this once, unless it was sent by mail",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Invitation.class)))
    public Response invite(@PathParam("handle") String handle, @Nullable InvitationRequest body) {
        Access access = current.access();
        InvitationRequest request = body == null ? InvitationRequest.EMPTY : body;
        MemberId member = members.required(access.community().id(), handle);
        access.require(Permission.MANAGE_MEMBERSHIPS, member);
        FieldErrors errors = new FieldErrors();
        Optional<MemberRole> role = errors.readIfPresent("role", request.role(), MemberRole::of);
        Optional<SpendingLimits> limits = request.limits() == null
                ? Optional.empty()
                : SpendingLimitsBody.read(
                        request.limits(),
                        communities.byId(access.community().id()).orElseThrow(),
                        errors);
        if (limits.isPresent() && !role.equals(Optional.of(MemberRole.SPENDER))) {
            errors.add("limits", "malformed", "are given to a spender alone");
        }
        Optional<String> email = errors.readIfPresent("email", request.email(), EmailAddress::new)
                .map(EmailAddress::value);
        errors.throwIfAny();
        Invitation invited = role.isPresent()
                ? invitation.toMember(access, member, handle, role.get(), limits, email)
                : invitation.toLogin(access, member, handle, email);
        return Response.status(Response.Status.CREATED).entity(invited).build();
    }
}
