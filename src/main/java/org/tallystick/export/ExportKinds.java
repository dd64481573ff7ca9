package org.tallystick.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.job.ResumableWork;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;

/** All kinds of exports, and the jobs that make them: a job is of the kind {@code statement-export} where the export is a {@code statement}. */
@ApplicationScoped
class ExportKinds implements ResumableWork {
    private static final String SUFFIX = "-export";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ExportKind> kinds;

    ExportKinds(@All List<ExportKind> kinds) {
        this.kinds = kinds;
    }

    /** @throws ProblemException 400 for a kind that there is not, and a field that means nothing to it */
    ExportKind of(NewExport request) {
        FieldErrors errors = new FieldErrors();
        Optional<ExportKind> found = errors.read("kind", request.kind(), this::byCode);
        found.ifPresent(kind -> given(request).forEach((field, value) -> {
            if (value != null && !kind.fields().contains(field)) {
                errors.add(field, "malformed", "means nothing to an export of kind " + kind.code());
            }
        }));
        errors.throwIfAny();
        return found.orElseThrow();
    }

    private static Map<String, @Nullable Object> given(NewExport request) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("format", request.format());
        fields.put("account", request.account());
        fields.put("currency", request.currency());
        fields.put("from", request.from());
        fields.put("to", request.to());
        fields.put("asOf", request.asOf());
        fields.put("date", request.date());
        fields.put("year", request.year());
        fields.put("report", request.report());
        fields.put("options", request.options());
        return fields;
    }

    private ExportKind byCode(String code) {
        return kinds.stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + kinds.stream().map(ExportKind::code).sorted().collect(Collectors.joining(", "))));
    }

    static String jobKind(ExportKind kind) {
        return kind.code() + SUFFIX;
    }

    static String toJson(NewExport request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean does(String kind) {
        return kinds.stream().anyMatch(one -> jobKind(one).equals(kind));
    }

    @Override
    public Content content(Access access, String kind, String request) {
        try {
            NewExport read = Objects.requireNonNull(JSON.readValue(request, NewExport.class));
            return of(read).read(access, read).content();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was to be exported is unreadable", e);
        }
    }
}
