package org.tallystick.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.application.Apply.Taken;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityView.QuestionView;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.ClientAddress;
import org.tallystick.security.Public;
import org.tallystick.web.Given;

/** How people come to a community who have nothing here yet. */
@Path("/v1/communities/{community}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
public class JoiningResource {
    private static final int LONGEST_TOKEN = 200;

    private final Apply applying;
    private final Applications applications;

    JoiningResource(Apply applying, Applications applications) {
        this.applying = applying;
        this.applications = applications;
    }

    /** What a community asks whoever wants to join. */
    @Schema(name = "Joining")
    public record JoiningView(
            String community,
            String name,
            @Schema(enumeration = {"application", "open"}) String joining,
            List<QuestionView> questions,
            String language) {}

    /**
     * An application that was taken.
     *
     * @param state {@code open}; {@code approved} where the community is open to everybody
     * @param token by which the applicant asks what became of it; shown this once
     * @param username of the login, where it was made at once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TakenApplication")
    public record TakenView(
            String state,
            String handle,
            String token,
            @Nullable String username) {
        @Override
        public String toString() {
            return "TakenView[" + handle + "]";
        }
    }

    /** The token that the applicant got. */
    @Schema(name = "ApplicationToken")
    public record TokenRequest(@Nullable String token) {
        @Override
        public String toString() {
            return "TokenRequest";
        }
    }

    /** What became of an application. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ApplicationState")
    public record StateView(
            @Schema(enumeration = {"open", "approved", "refused"})
            String state,

            String handle,
            @Nullable String reason) {}

    @GET
    @Path("joining")
    @Public
    @MayAnswer({ProblemType.NOT_FOUND, ProblemType.COMMUNITY_CLOSED})
    @Operation(operationId = "getJoining", summary = "How one joins this community, and what it asks")
    @APIResponse(
            responseCode = "200",
            description = "The questions; a community that takes nobody without an invitation is not found",
            content = @Content(schema = @Schema(implementation = JoiningView.class)))
    public JoiningView joining(@PathParam("community") String slug) {
        Community community = applying.open(slug);
        return new JoiningView(
                community.slug(),
                community.name(),
                community.settings().joining().way().text(),
                QuestionView.of(community.settings().joining()),
                community.settings().language().tag());
    }

    @POST
    @Path("applications")
    @Public
    @MayAnswer({
        ProblemType.NOT_FOUND,
        ProblemType.ALREADY_EXISTS,
        ProblemType.STATE_CONFLICT,
        ProblemType.COMMUNITY_CLOSED,
        ProblemType.TOO_MANY_REQUESTS
    })
    @Operation(operationId = "apply", summary = "Asks to be a member; where the community is open, one is at once")
    @APIResponse(
            responseCode = "201",
            description = "Taken; where it is approved, log in with the username",
            content = @Content(schema = @Schema(implementation = TakenView.class)))
    public Response apply(
            @PathParam("community") String slug, Applicant.@Nullable Body body, @Context HttpServerRequest http) {
        Taken taken = applying.apply(slug, Given.body(body), ClientAddress.of(http));
        return Response.status(Response.Status.CREATED)
                .entity(new TakenView(
                        taken.username().isPresent() ? "approved" : "open",
                        taken.handle().value(),
                        taken.token(),
                        taken.username().orElse(null)))
                .build();
    }

    @POST
    @Path("applications/state")
    @Public
    @MayAnswer({ProblemType.NOT_FOUND})
    @Operation(operationId = "getApplicationState", summary = "What became of one's application")
    @APIResponse(
            responseCode = "200",
            description = "The state, and the reason where it was refused",
            content = @Content(schema = @Schema(implementation = StateView.class)))
    public StateView state(@PathParam("community") String slug, @Nullable TokenRequest body) {
        Community community = applying.there(slug);
        FieldErrors errors = new FieldErrors();
        Optional<String> token = errors.read("token", Given.body(body).token(), JoiningResource::token);
        errors.throwIfAny();
        Application found = applications
                .byToken(community.id(), token.orElseThrow())
                .orElseThrow(() ->
                        ProblemException.of(ProblemType.NOT_FOUND, "There is no such application, or it was erased."));
        return new StateView(
                found.state().text(),
                found.handle().value(),
                found.state() == Application.State.REFUSED ? found.reason().orElse(null) : null);
    }

    private static String token(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TOKEN) {
            throw new IllegalArgumentException("is no application's token");
        }
        return text;
    }
}
