package org.tallystick.departure;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.member.Member;
import org.tallystick.member.Members;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;

/** How the person of a member who has left is forgotten. */
@Path("/v1/communities/{community}/members/{handle}/erasure")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class ErasureResource {
    private final CurrentCaller current;
    private final Members members;
    private final EraseMember erasing;

    ErasureResource(CurrentCaller current, Members members, EraseMember erasing) {
        this.current = current;
        this.members = members;
        this.erasing = erasing;
    }

    /** Why; it is kept, and should name nobody. */
    @Schema(name = "NewErasure")
    public record ErasureRequest(@Nullable String reason) {}

    /** Under which handle the books name the member from now on. */
    @Schema(name = "Erasure")
    public record ErasureView(String handle) {}

    @POST
    @Requires(value = Permission.ERASE_MEMBERS, whenClosed = true)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "eraseMember",
            summary = "Erases the person of a member who has left; the books name a pseudonym, and no trade changes")
    @APIResponse(
            responseCode = "200",
            description = "Erased",
            content = @Content(schema = @Schema(implementation = ErasureView.class)))
    public ErasureView erase(@PathParam("handle") String handle, @Nullable ErasureRequest body) {
        Access access = current.access();
        Member member = members.find(access.community().id(), handle)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such member here."));
        Reason reason = Reason.given(Given.body(body).reason());
        return new ErasureView(erasing.erase(access, member, reason));
    }
}
