package org.tallystick.statement;

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

/** All formats of statements. */
@ApplicationScoped
public class StatementFormats {
    private final List<StatementFormat> formats;

    StatementFormats(@All List<StatementFormat> formats) {
        this.formats = formats.stream()
                .sorted(Comparator.comparingInt(StatementFormat::order))
                .toList();
    }

    /** In the order of preference. */
    public List<StatementFormat> all() {
        return formats;
    }

    /**
     * By {@code ?format=}, or else by the Accept header in its order of preference.
     *
     * @throws ProblemException 400 for a format that is not offered, 406 if none that is acceptable is
     */
    StatementFormat choose(@Nullable String parameter, List<MediaType> acceptable) {
        if (parameter != null) {
            return byCode(parameter);
        }
        for (MediaType wanted : acceptable) {
            for (StatementFormat format : formats) {
                if (wanted.isCompatible(MediaType.valueOf(format.mediaType()))) {
                    return format;
                }
            }
        }
        String offered = formats.stream()
                .map(format -> MediaType.valueOf(format.mediaType()))
                .map(type -> type.getType() + "/" + type.getSubtype())
                .distinct()
                .collect(Collectors.joining(", "));
        throw ProblemException.of(ProblemType.NOT_ACCEPTABLE, "A statement is offered as " + offered + ".");
    }

    /** @throws ProblemException 400 for a format that is not offered */
    public StatementFormat byCode(String code) {
        return formats.stream()
                .filter(format -> format.code().equals(code))
                .findFirst()
                .orElseThrow(
                        () -> Problem.ofField(ProblemType.MALFORMED, "format", "malformed", "must be one of " + codes())
                                .asException());
    }

    private String codes() {
        return formats.stream().map(StatementFormat::code).collect(Collectors.joining(", "));
    }
}
