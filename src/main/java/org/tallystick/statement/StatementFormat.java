package org.tallystick.statement;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** The formats of a statement. */
enum StatementFormat {
    JSON("application/json"),
    CSV("text/csv;charset=UTF-8");

    private final String mediaType;

    StatementFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /**
     * By {@code ?format=}, or else by the Accept header in its order of preference.
     *
     * @throws ProblemException 400 for a format that is not offered, 406 if none that is acceptable is
     */
    static StatementFormat choose(@Nullable String parameter, List<MediaType> acceptable) {
        if (parameter != null) {
            for (StatementFormat format : values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(parameter)) {
                    return format;
                }
            }
            throw Problem.ofField(ProblemType.MALFORMED, "format", "malformed", "must be \"json\" or \"csv\"")
                    .asException();
        }
        for (MediaType wanted : acceptable) {
            for (StatementFormat format : values()) {
                if (wanted.isCompatible(MediaType.valueOf(format.mediaType))) {
                    return format;
                }
            }
        }
        throw ProblemException.of(
                ProblemType.NOT_ACCEPTABLE, "A statement is offered as application/json and text/csv.");
    }
}
