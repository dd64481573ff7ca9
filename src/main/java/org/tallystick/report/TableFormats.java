package org.tallystick.report;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** All formats of tables. */
@ApplicationScoped
public class TableFormats {
    private final List<TableFormat> formats;

    TableFormats(@All List<TableFormat> formats) {
        this.formats = formats.stream()
                .sorted(Comparator.comparingInt(TableFormat::order))
                .toList();
    }

    /**
     * By {@code ?format=}, or else by the Accept header in its order of preference.
     *
     * @throws ProblemException 400 for a format that is not offered, 406 if none that is acceptable is
     */
    TableFormat choose(@Nullable String parameter, List<MediaType> acceptable) {
        if (parameter != null) {
            return byCode(parameter);
        }
        for (MediaType wanted : acceptable) {
            for (TableFormat format : formats) {
                if (wanted.isCompatible(MediaType.valueOf(format.mediaType()))) {
                    return format;
                }
            }
        }
        String offered = formats.stream()
                .map(format -> MediaType.valueOf(format.mediaType()))
                .map(type -> type.getType() + "/" + type.getSubtype())
                .collect(Collectors.joining(", "));
        throw ProblemException.of(ProblemType.NOT_ACCEPTABLE, "A report is offered as " + offered + ".");
    }

    /** @throws ProblemException 400 for a format that is not offered */
    public TableFormat byCode(String code) {
        return formats.stream()
                .filter(format -> format.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Problem.ofField(
                                ProblemType.MALFORMED,
                                "format",
                                "malformed",
                                "must be one of "
                                        + formats.stream()
                                                .map(TableFormat::code)
                                                .collect(Collectors.joining(", ")))
                        .asException());
    }
}
