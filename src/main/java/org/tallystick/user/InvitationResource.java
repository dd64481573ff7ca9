package org.tallystick.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
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
import org.tallystick.user.Invitations.Waiting;

/** Invitations: how people come to act for a member. */
@Path("/v1/communities/{community}/members/{handle}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
public class InvitationResource {
    private final CurrentCaller current;
    private final Members members;
    private final Communities communities;
    private final Invitations invitations;
    private final InviteMember invitation;
    private final WithdrawInvitation withdrawal;

    InvitationResource(
            CurrentCaller current,
            Members members,
            Communities communities,
            Invitations invitations,
            InviteMember invitation,
            WithdrawInvitation withdrawal) {
        this.current = current;
        this.members = members;
        this.communities = communities;
        this.invitations = invitations;
        this.invitation = invitation;
        this.withdrawal = withdrawal;
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

    /**
     * One that waits to be accepted.
     *
     * @param username the member's own login; absent: it is to whoever takes it up
     * @param role which it gives; absent for one to a login
     * @param limits of a spender; absent: none
     * @param sentTo the address that it was sent to; for those alone who may invite, and absent where it was handed over
     * @param invitedBy a login
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PendingInvitation")
    public record PendingInvitation(
            UUID id,
            @Nullable String username,
            @Nullable String role,
            @Nullable List<SpendingLimitsBody> limits,
            @Nullable String sentTo,
            String invitedBy,
            Instant issuedAt,
            Instant expiresAt) {
        static PendingInvitation of(Waiting waiting, Community community, boolean mayInvite) {
            return new PendingInvitation(
                    waiting.id(),
                    waiting.username().orElse(null),
                    waiting.role().map(MemberRole::value).orElse(null),
                    SpendingLimitsBody.of(waiting.limits(), community),
                    mayInvite ? waiting.email().orElse(null) : null,
                    waiting.invitedBy(),
                    waiting.issuedAt(),
                    waiting.expiresAt());
        }
    }

    /** All that wait. */
    @Schema(name = "PendingInvitations")
    public record Listing(List<PendingInvitation> invitations) {}

    @GET
    @Requires(Permission.SEE_MEMBERSHIPS)
    @Operation(
            operationId = "listInvitations",
            summary = "Which invitations to act for a member, or to its own login, wait to be accepted")
    @APIResponse(
            responseCode = "200",
            description =
                    "The newest first; those that have expired, or that nobody can take up any more, are left out",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Listing list(@PathParam("handle") String handle) {
        Access access = current.access();
        MemberId member = members.required(access.community().id(), handle);
        access.require(Permission.SEE_MEMBERSHIPS, member);
        Community community = communities.byId(access.community().id()).orElseThrow();
        boolean mayInvite = access.may(Permission.MANAGE_MEMBERSHIPS, member);
        boolean mayInviteLogin = access.mayByOffice(Permission.MANAGE_MEMBERSHIPS, member);
        String login = Usernames.ofMember(handle, access.community());
        return new Listing(invitations.waiting(community.id(), member, login).stream()
                .map(waiting -> PendingInvitation.of(
                        waiting, community, waiting.role().isPresent() ? mayInvite : mayInviteLogin))
                .toList());
    }

    @DELETE
    @Path("/{invitation}")
    @Requires(Permission.MANAGE_MEMBERSHIPS)
    @Operation(
            operationId = "withdrawInvitation",
            summary = "Takes back an invitation that nobody has accepted; it cannot be taken up any more")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    public void withdraw(
            @PathParam("handle") String handle,
            @Parameter(description = "The id of the invitation") @PathParam("invitation") String id,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        Access access = current.access();
        Reason reason = Reason.given(why);
        withdrawal.withdraw(access, members.required(access.community().id(), handle), handle, Uuids.find(id), reason);
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
