package org.tallystick.job;

import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

/** The files that jobs have made, over HTTP: whole, or from where a download broke off (RFC 9110 §14). */
@Path("/v1/communities/{community}/jobs/{id}/result")
@Produces(MediaType.WILDCARD)
@Tag(name = "Communities")
public class JobResultResource {
    private static final int PARTIAL = 206;

    private final FetchResult fetchResult;
    private final CurrentCaller current;

    JobResultResource(FetchResult fetchResult, CurrentCaller current) {
        this.fetchResult = fetchResult;
        this.current = current;
    }

    @GET
    @Blocking
    @Uncompressed
    @Requires(Permission.SEE_JOBS)
    @MayAnswer({ProblemType.STATE_CONFLICT, ProblemType.RESULT_EXPIRED, ProblemType.RANGE_NOT_SATISFIABLE})
    @Operation(
            operationId = "getJobResult",
            summary = "The file that a job has made, for whoever asked for it",
            description =
                    "Its ETag is the SHA-256 of its bytes. Those who may not have what it holds any more do not get it.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The bytes that were asked for",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response result(
            @PathParam("community") String community,
            @Parameter(description = "The id of the job") @PathParam("id") UUID id,
            @Parameter(
                            description =
                                    "Only these bytes: bytes=1000- from where a download broke off; several ranges are ignored")
                    @HeaderParam("Range")
                    @Nullable
                    String range,
            @Parameter(description = "Only if the file still has this ETag is the range heeded")
                    @HeaderParam("If-Range")
                    @Nullable
                    String ifRange) {
        FetchResult.Found found = fetchResult.find(current.access(), id);
        long size = found.file().size();
        String tag = "\"" + found.file().sha256() + "\"";
        Optional<ByteRange> some =
                ifRange == null || ifRange.equals(tag) ? ByteRange.read(range, size) : Optional.empty();
        ByteRange bytes = some.orElseGet(() -> ByteRange.whole(size));
        StreamingOutput body = out -> fetchResult.write(found, bytes, out);
        Response.ResponseBuilder answer = some.isPresent()
                ? Response.status(PARTIAL).entity(body).header("Content-Range", bytes.of(size))
                : Response.ok(body);
        return answer.type(found.file().mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, bytes.length())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + found.file().fileName() + "\"")
                .header(HttpHeaders.ETAG, tag)
                .header("Accept-Ranges", "bytes")
                .build();
    }
}
