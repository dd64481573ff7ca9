package org.tallystick.audit;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.PageLimit;

/** The audit log of the installation over HTTP: what operators did beyond any community. */
@Path("/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Installation")
public class InstallationAuditResource {
    private final AuditLog log;

    InstallationAuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @Requires(Permission.SEE_INSTALLATION_CHANGES)
    @Operation(
            operationId = "listInstallationChanges",
            summary = "The audit log of the installation: what operators did beyond any community")
    @APIResponse(
            responseCode = "200",
            description = "Some acts, the newest first, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = AuditResource.Page.class)))
    public AuditResource.Page list(@BeanParam AuditResource.Query query, @QueryParam("limit") @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        return AuditResource.Page.of(log.page(log.query(query.of(null), errors), size + 1), size);
    }
}
