package org.tallystick.member;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;
import org.tallystick.web.IfMatch;

/** What a community wants to know of its members, and what they say of themselves. */
@Path("/v1/communities/{community}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class ProfileFieldResource {
    private final CurrentCaller current;
    private final ProfileFields fields;
    private final SetProfileFields setting;
    private final ChangeOwnProfile changing;

    ProfileFieldResource(
            CurrentCaller current, ProfileFields fields, SetProfileFields setting, ChangeOwnProfile changing) {
        this.current = current;
        this.fields = fields;
        this.setting = setting;
        this.changing = changing;
    }

    /** In their order. */
    @Schema(name = "ProfileFields")
    public record Listing(List<ProfileFieldBody> fields) {}

    @GET
    @Path("profile-fields")
    @Requires(Permission.SEE_MEMBERS)
    @Operation(operationId = "listProfileFields", summary = "What the community wants to know of its members")
    @APIResponse(
            responseCode = "200",
            description = "The fields that the caller sees of others or may write; the ETag is what If-Match wants",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Response list(@PathParam("community") String community) {
        return answer(current.access());
    }

    @PUT
    @Path("profile-fields")
    @Requires(Permission.CHANGE_COMMUNITY)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "setProfileFields",
            summary = "Says what the community wants to know; the values of fields that are left out are forgotten")
    @APIResponse(
            responseCode = "200",
            description = "Set",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    public Response set(
            @PathParam("community") String community,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            SetProfileFields.@Nullable Body body) {
        IfMatch seen = IfMatch.parse(ifMatch);
        setting.set(current.access(), Given.body(body), seen.expected());
        return answer(current.access());
    }

    @PATCH
    @Path("members/{handle}/profile")
    @Requires(Permission.CHANGE_OWN_PROFILE)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "changeOwnProfile",
            summary = "Changes the e-mail address of one's own member, and the fields that its owners may change")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = MemberView.class)))
    public Response change(
            @PathParam("community") String community,
            @PathParam("handle") String handle,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            ChangeOwnProfile.@Nullable Body body) {
        Access access = current.access();
        IfMatch seen = IfMatch.parse(ifMatch);
        MemberView changed = changing.change(access, handle, Given.body(body), seen.expected());
        return Response.ok(changed)
                .header(HttpHeaders.ETAG, IfMatch.tagOf(changed.version()))
                .build();
    }

    private Response answer(Access access) {
        CommunityId community = access.community().id();
        long version = fields.version(community);
        boolean actsForSomebody = !access.members(Permission.CHANGE_OWN_PROFILE).isEmpty();
        List<ProfileFieldBody> seen = fields.all(community).stream()
                .filter(field -> field.isSeenBy(access) || (field.ownerMayChange() && actsForSomebody))
                .map(ProfileFieldBody::of)
                .toList();
        return Response.ok(new Listing(seen))
                .header(HttpHeaders.ETAG, IfMatch.tagOf(version))
                .build();
    }
}
