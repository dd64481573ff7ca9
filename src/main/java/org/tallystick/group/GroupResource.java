package org.tallystick.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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
import org.tallystick.group.Groups.Belonging;
import org.tallystick.group.Groups.Group;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Cursor;
import org.tallystick.web.Given;
import org.tallystick.web.PageLimit;

/** Groups and sub-areas of a community, and who belongs to them. */
@Path("/v1/communities/{community}/groups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class GroupResource {
    private static final int LONGEST_NAME = 200;

    private final CurrentCaller current;
    private final Groups groups;
    private final ChangeGroups changing;
    private final ChangeBelonging belonging;

    GroupResource(CurrentCaller current, Groups groups, ChangeGroups changing, ChangeBelonging belonging) {
        this.current = current;
        this.groups = groups;
        this.changing = changing;
        this.belonging = belonging;
    }

    /** A group that shall be. */
    @Schema(name = "NewGroup")
    public record NewGroup(
            @Nullable String code,
            @Nullable String name,
            @Nullable String reason) {}

    /** Another name. */
    @Schema(name = "GroupChange")
    public record GroupChange(
            @Nullable String name, @Nullable String reason) {}

    /** @param members how many belong to it */
    @Schema(name = "Group")
    public record GroupView(String code, String name, long members) {
        static GroupView of(Group group) {
            return new GroupView(group.code(), group.name(), group.members());
        }
    }

    /** All groups. */
    @Schema(name = "Groups")
    public record Listing(List<GroupView> groups) {}

    /** Some members of a group, and where the next begin. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "GroupMembers")
    public record MemberPage(
            List<Belonging> members, @Nullable String nextCursor) {}

    @GET
    @Requires(Permission.SEE_COMMUNITY)
    @Operation(operationId = "listGroups", summary = "The groups of the community, in the order of their codes")
    @APIResponse(
            responseCode = "200",
            description = "All groups",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Listing list(@PathParam("community") String community) {
        return new Listing(groups.all(current.access().community().id()).stream()
                .map(GroupView::of)
                .toList());
    }

    @POST
    @Requires(Permission.MANAGE_GROUPS)
    @MayAnswer({ProblemType.ALREADY_EXISTS, ProblemType.STATE_CONFLICT})
    @Operation(operationId = "makeGroup", summary = "Makes a group, to which nobody belongs yet")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = GroupView.class)))
    public Response make(@PathParam("community") String community, @Nullable NewGroup body) {
        NewGroup request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        String code = errors.read("code", request.code(), Groups::readCode).orElse("");
        Optional<String> name = readName(errors, request.name());
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        GroupView made = GroupView.of(changing.make(current.access(), code, name.orElseThrow(), reason));
        return Response.created(URI.create("/v1/communities/" + community + "/groups/" + code))
                .entity(made)
                .build();
    }

    @PATCH
    @Path("/{group}")
    @Requires(Permission.MANAGE_GROUPS)
    @Operation(operationId = "renameGroup", summary = "Gives a group another name; its code stays")
    @APIResponse(
            responseCode = "200",
            description = "Renamed",
            content = @Content(schema = @Schema(implementation = GroupView.class)))
    public GroupView rename(
            @PathParam("community") String community,
            @Parameter(description = "The code of the group") @PathParam("group") String code,
            @Nullable GroupChange body) {
        GroupChange request = Given.body(body);
        FieldErrors errors = new FieldErrors();
        Optional<String> name = readName(errors, request.name());
        Reason reason = Reason.read(errors, request.reason());
        errors.throwIfAny();
        return GroupView.of(changing.rename(current.access(), code, name.orElseThrow(), reason));
    }

    @DELETE
    @Path("/{group}")
    @Requires(Permission.MANAGE_GROUPS)
    @Operation(operationId = "dissolveGroup", summary = "Dissolves a group; its members stay, its administrators go")
    @APIResponse(responseCode = "204", description = "Dissolved")
    public void dissolve(
            @PathParam("community") String community,
            @Parameter(description = "The code of the group") @PathParam("group") String code,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        changing.dissolve(current.access(), code, Reason.given(why));
    }

    @GET
    @Path("/{group}/members")
    @Requires(Permission.SEE_MEMBERS)
    @Operation(operationId = "listGroupMembers", summary = "Who belongs to a group, in the order of the handles")
    @APIResponse(
            responseCode = "200",
            description = "Some members, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = MemberPage.class)))
    public MemberPage members(
            @PathParam("community") String community,
            @Parameter(description = "The code of the group") @PathParam("group") String code,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<String> after = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, Groups::readCode));
        errors.throwIfAny();
        Group group = groups.required(current.access().community().id(), code);
        List<Belonging> found =
                groups.members(current.access().community().id(), group.id(), after.orElse(null), size + 1);
        return new MemberPage(
                found.stream().limit(size).toList(),
                found.size() > size ? Cursor.of(found.get(size - 1).handle()) : null);
    }

    @PUT
    @Path("/{group}/members/{handle}")
    @Consumes(MediaType.WILDCARD)
    @Requires(Permission.MANAGE_GROUPS)
    @Operation(operationId = "joinGroup", summary = "Lets a member belong to a group")
    @APIResponse(responseCode = "204", description = "It belongs to the group")
    public void join(
            @PathParam("community") String community,
            @Parameter(description = "The code of the group") @PathParam("group") String code,
            @PathParam("handle") String handle,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        belonging.change(current.access(), code, handle, true, Reason.given(why));
    }

    @DELETE
    @Path("/{group}/members/{handle}")
    @Requires(Permission.MANAGE_GROUPS)
    @Operation(operationId = "leaveGroup", summary = "Lets a member belong to a group no longer")
    @APIResponse(responseCode = "204", description = "It does not belong to the group")
    public void leave(
            @PathParam("community") String community,
            @Parameter(description = "The code of the group") @PathParam("group") String code,
            @PathParam("handle") String handle,
            @Parameter(description = "Why; it is kept", required = true) @QueryParam("reason") @Nullable String why) {
        belonging.change(current.access(), code, handle, false, Reason.given(why));
    }

    private static Optional<String> readName(FieldErrors errors, @Nullable String name) {
        return errors.read("name", name, text -> Text.read(text, LONGEST_NAME));
    }
}
