package org.tallystick.exchange;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Flag;

@Path("/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
public class ImportResource {
    private final StartImport startImport;
    private final ImportJobs jobs;
    private final CurrentCaller current;

    ImportResource(StartImport startImport, ImportJobs jobs, CurrentCaller current) {
        this.startImport = startImport;
        this.jobs = jobs;
        this.current = current;
    }

    @POST
    @Blocking
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Requires(Permission.IMPORT_COMMUNITIES)
    @Operation(operationId = "startImport", summary = "Import a community: its members and its trades")
    @APIResponse(
            responseCode = "202",
            description = "Taken; see how it stands at Location",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ImportView.class)))
    public Response start(
            @QueryParam("dryRun") List<String> dryRun,
            @RestForm @Nullable FileUpload archive,
            @RestForm @Nullable FileUpload community,
            @RestForm @Nullable FileUpload members,
            @RestForm @Nullable FileUpload trades)
            throws IOException {
        boolean dry = Flag.read("dryRun", dryRun);
        ImportFiles files = ImportFiles.inNewDirectory();
        ImportJob job;
        try {
            if (archive != null) {
                files.unzip(archive.uploadedFile());
            } else {
                take(community, files.community());
                take(members, files.members());
                take(trades, files.trades());
                files.requireAll("", "is required: send an archive, or this part with the contents of ");
            }
            job = startImport.start(files, dry, current.caller());
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
        return Response.accepted(jobs.find(job.id()).orElseThrow())
                .location(URI.create("/v1/imports/" + job.id()))
                .build();
    }

    private static void take(@Nullable FileUpload part, java.nio.file.Path to) throws IOException {
        if (part != null) {
            Files.move(part.uploadedFile(), to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @GET
    @Path("/{id}")
    @Blocking
    @Requires(Permission.IMPORT_COMMUNITIES)
    @Operation(operationId = "getImport", summary = "How an import stands")
    @APIResponse(
            responseCode = "200",
            description = "How it stands",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ImportView.class)))
    public ImportView one(@Parameter(description = "The id of the import") @PathParam("id") UUID id) {
        return jobs.find(id)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no import " + id + "."));
    }
}
