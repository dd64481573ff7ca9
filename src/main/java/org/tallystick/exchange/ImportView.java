package org.tallystick.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.csv.RowError;

/**
 * How an import stands.
 *
 * @param state {@code queued}, {@code running}, {@code done} or {@code failed}; failed means that the files are not, or not
 *     wholly, booked: mend what the errors name and send them again
 * @param done trades booked, or rehearsed in a dry run
 * @param total trades in the file; 0 until it has been read
 * @param community the slug, once it is known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Import")
public record ImportView(
        UUID id,
        String state,
        boolean dryRun,
        long done,
        long total,
        @Nullable String community,
        List<RowError> errors) {}
