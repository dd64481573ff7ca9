package org.tallystick.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.application.Application.State;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.Handle;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.user.Invitation;
import org.tallystick.web.Cursor;
import org.tallystick.web.Given;
import org.tallystick.web.PageLimit;

/** Applications, for those who decide. */
@Path("/v1/communities/{community}/applications")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class ApplicationResource {
    private final CurrentCaller current;
    private final Applications applications;
    private final DecideApplication deciding;

    ApplicationResource(CurrentCaller current, Applications applications, DecideApplication deciding) {
        this.current = current;
        this.applications = applications;
        this.deciding = deciding;
    }

    /** The newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ApplicationPage")
    public record Page(
            List<ApplicationView> applications, @Nullable String nextCursor) {}

    /** @param handle another than was asked for; absent: that one */
    @Schema(name = "ApplicationApproval")
    public record ApprovalRequest(
            @Nullable String handle, @Nullable String reason) {}

    /** The reason is told to the applicant, and erased with the application. */
    @Schema(name = "ApplicationRefusal")
    public record RefusalRequest(@Nullable String reason) {}

    /** The application, and the invitation of the member's login. */
    @Schema(name = "Approved")
    public record ApprovedView(ApplicationView application, Invitation invitation) {}

    @GET
    @Requires(Permission.MANAGE_APPLICATIONS)
    @Operation(operationId = "listApplications", summary = "Who has asked to be a member")
    @APIResponse(
            responseCode = "200",
            description = "Some applications, the newest first, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Parameter(description = "Only those that are open, approved or refused") @QueryParam("state") @Nullable
                    String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<State> wanted = errors.readIfPresent("state", state, State::read);
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        errors.throwIfAny();
        List<Application> found =
                applications.page(current.access().community().id(), wanted, before.orElse(null), size + 1);
        return new Page(
                found.stream().limit(size).map(ApplicationView::of).toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).id().toString()) : null);
    }

    @POST
    @Path("{id}/approval")
    @Requires(Permission.MANAGE_APPLICATIONS)
    @MayAnswer({ProblemType.STATE_CONFLICT, ProblemType.ALREADY_EXISTS})
    @Operation(
            operationId = "approveApplication",
            summary = "Lets an applicant in: enrolled at the usual limits, and invited to choose a password")
    @APIResponse(
            responseCode = "200",
            description = "Enrolled; the invitation's token is shown this once, unless it was sent by mail",
            content = @Content(schema = @Schema(implementation = ApprovedView.class)))
    public ApprovedView approve(
            @Parameter(description = "The id of the application") @PathParam("id") UUID id,
            @Nullable ApprovalRequest body) {
        ApprovalRequest request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        Optional<Handle> handle = errors.readIfPresent("handle", request.handle(), Handle::new);
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        Access access = current.access();
        Invitation invitation = deciding.approve(access, id, handle, reason);
        return new ApprovedView(view(access.community().id(), id), invitation);
    }

    @POST
    @Path("{id}/refusal")
    @Requires(Permission.MANAGE_APPLICATIONS)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "refuseApplication", summary = "Does not let an applicant in, and says why")
    @APIResponse(
            responseCode = "200",
            description = "Refused; it is erased after 90 days",
            content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    public ApplicationView refuse(
            @Parameter(description = "The id of the application") @PathParam("id") UUID id,
            @Nullable RefusalRequest body) {
        Reason reason = Reason.given(Given.body(body).reason());
        Access access = current.access();
        deciding.refuse(access, id, reason);
        return view(access.community().id(), id);
    }

    private ApplicationView view(CommunityId community, UUID id) {
        return ApplicationView.of(applications.find(community, id).orElseThrow());
    }
}
