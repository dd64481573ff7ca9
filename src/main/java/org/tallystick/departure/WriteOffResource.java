package org.tallystick.departure;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approval;
import org.tallystick.member.Member;
import org.tallystick.member.Members;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.trade.Answer;
import org.tallystick.trade.IdempotencyKey;
import org.tallystick.web.Cursor;
import org.tallystick.web.Given;
import org.tallystick.web.PageLimit;

/** What members left behind. */
@Path("/v1/communities/{community}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class WriteOffResource {
    private final CurrentCaller current;
    private final Members members;
    private final WriteOff deciding;
    private final WriteOffApprovals approvals;
    private final WriteOffs writeOffs;

    WriteOffResource(
            CurrentCaller current,
            Members members,
            WriteOff deciding,
            WriteOffApprovals approvals,
            WriteOffs writeOffs) {
        this.current = current;
        this.members = members;
        this.deciding = deciding;
        this.approvals = approvals;
        this.writeOffs = writeOffs;
    }

    /** The newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WriteOffPage")
    public record Page(
            List<WriteOffView> writeOffs, @Nullable String nextCursor) {}

    @POST
    @Path("members/{handle}/write-off")
    @Requires(Permission.WRITE_OFF)
    @MayAnswer({
        ProblemType.STATE_CONFLICT,
        ProblemType.AMOUNT_OVERFLOW,
        ProblemType.CREDIT_LIMIT_EXCEEDED,
        ProblemType.BALANCE_CAP_EXCEEDED
    })
    @Operation(
            operationId = "writeOff",
            summary = "Brings the accounts of a member who had its time to settle to zero, and closes them")
    @APIResponse(
            responseCode = "201",
            description = "Written off, and on disk; the member has left",
            content = @Content(schema = @Schema(implementation = WriteOffView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, where the community wants two to agree on write-offs",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response writeOff(
            @PathParam("handle") String handle,
            @HeaderParam(IdempotencyKey.HEADER) List<String> keys,
            WriteOff.@Nullable Body body) {
        Access access = current.access();
        Member member = members.find(access.community().id(), handle)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such member here."));
        IdempotencyKey key = IdempotencyKey.read(keys);
        WriteOff.Body given = Given.body(body);
        Optional<Approval> waits = approvals.ask(access, member, given, key);
        if (waits.isPresent()) {
            return Response.status(Response.Status.ACCEPTED).entity(waits.get()).build();
        }
        Answer<WriteOffView> answer = deciding.writeOff(access, member, given, key);
        Response.ResponseBuilder response =
                Response.status(Response.Status.CREATED).entity(answer.body());
        return answer.replayed()
                ? response.header("Idempotency-Replayed", "true").build()
                : response.build();
    }

    @GET
    @Path("write-offs")
    @Requires(Permission.SEE_MEMBERS)
    @Operation(
            operationId = "listWriteOffs",
            summary = "What members left behind: who, how much, against what, when and why; all members see it")
    @APIResponse(
            responseCode = "200",
            description = "Some write-offs, the newest first, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(@QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<UUID> before = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, UUID::fromString));
        errors.throwIfAny();
        List<WriteOffView> found = writeOffs.page(current.access().community().id(), before.orElse(null), size + 1);
        return new Page(
                found.stream().limit(size).toList(),
                found.size() > size
                        ? Cursor.of(
                                Objects.requireNonNull(found.get(size - 1).id()).toString())
                        : null);
    }
}
