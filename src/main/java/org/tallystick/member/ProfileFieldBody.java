package org.tallystick.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.member.ProfileField.Kind;
import org.tallystick.member.ProfileField.Visibility;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Text;

/** A profile field as a client writes and reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ProfileField")
public record ProfileFieldBody(
        @Nullable String code,
        @Nullable String label,
        @Nullable String kind,
        @Nullable List<@Nullable String> choices,
        @Nullable Boolean required,
        @Nullable String visibility,
        @Nullable Boolean ownerMayChange) {
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_CHOICE = 100;
    private static final ProfileFieldBody EMPTY = new ProfileFieldBody(null, null, null, null, null, null, null);

    static ProfileFieldBody of(ProfileField field) {
        return new ProfileFieldBody(
                field.code(),
                field.label(),
                field.kind().text(),
                field.kind() == Kind.CHOICE ? new ArrayList<>(field.choices()) : null,
                field.required(),
                field.visibility().text(),
                field.ownerMayChange());
    }

    /** All that can be read; what is wrong is noted in {@code errors}. */
    static List<ProfileField> readAll(List<@Nullable ProfileFieldBody> bodies, FieldErrors errors) {
        List<ProfileField> found = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < bodies.size(); i++) {
            String at = "fields[" + i + "]";
            ProfileFieldBody body = errors.required(at, bodies.get(i), EMPTY);
            if (body.code() != null && !codes.add(body.code())) {
                errors.add(at + ".code", "duplicate", "is the code of another field");
            }
            body.read(at + ".", errors).ifPresent(found::add);
        }
        return found;
    }

    private Optional<ProfileField> read(String at, FieldErrors errors) {
        Optional<String> readCode = errors.read(at + "code", code, ProfileField::readCode);
        Optional<String> readLabel = errors.read(at + "label", label, text -> Text.read(text, LONGEST_LABEL));
        Optional<Kind> readKind = errors.read(at + "kind", kind, Kind::read);
        Optional<Visibility> readVisibility = errors.read(at + "visibility", visibility, Visibility::read);
        List<String> readChoices = readChoices(at, readKind.equals(Optional.of(Kind.CHOICE)), errors);
        if (readCode.isEmpty() || readLabel.isEmpty() || readKind.isEmpty() || readVisibility.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ProfileField(
                readCode.get(),
                readLabel.get(),
                readKind.get(),
                readChoices,
                Boolean.TRUE.equals(required),
                readVisibility.get(),
                Boolean.TRUE.equals(ownerMayChange)));
    }

    private List<String> readChoices(String at, boolean needed, FieldErrors errors) {
        List<@Nullable String> given = choices == null ? List.of() : choices;
        if (needed != !given.isEmpty() || given.size() > ProfileField.MOST_CHOICES) {
            errors.add(
                    at + "choices",
                    given.isEmpty() ? "required" : "malformed",
                    needed
                            ? "has 1 to " + ProfileField.MOST_CHOICES + " texts to choose from"
                            : "belong to a field of the kind choice alone");
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            errors.read(at + "choices[" + i + "]", given.get(i), text -> Text.read(text, LONGEST_CHOICE))
                    .ifPresent(found::add);
        }
        if (new HashSet<>(found).size() < found.size()) {
            errors.add(at + "choices", "duplicate", "has the same text twice");
        }
        return found;
    }
}
