package org.tallystick.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.csv.RowError;

/**
 * How a job stands.
 *
 * @param kind what it does: {@code members-import}
 * @param state {@code queued}, {@code running}, {@code done}, {@code failed} or {@code cancelled}
 * @param done rows that are dealt with
 * @param total rows that there are; 0 until they are read
 * @param added what was new, or would be
 * @param changed what is otherwise now, or would be
 * @param same what was so already
 * @param result the file that it has made; absent where it makes none, has not made it yet, or it has expired
 * @param resumable whether any instance may run it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Job")
public record JobView(
        UUID id,
        String kind,
        String state,
        boolean dryRun,
        Instant requestedAt,
        long done,
        long total,
        long added,
        long changed,
        long same,
        List<RowError> errors,
        @Nullable ResultView result,
        @JsonIgnore UUID requestedBy,
        @JsonIgnore boolean resumable) {

    boolean unfinished() {
        return state.equals("queued") || state.equals("running");
    }
}
