package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.ledger.CommunityId;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.AccessChanges;
import org.tallystick.security.Permission;

/** Says what a community wants to know of its members. The values of a field that is not asked for any more are forgotten. */
@ApplicationScoped
class SetProfileFields {
    private static final int MOST = 30;

    private final ProfileFields fields;
    private final Communities communities;
    private final AccessChanges changes;

    SetProfileFields(ProfileFields fields, Communities communities, AccessChanges changes) {
        this.fields = fields;
        this.communities = communities;
        this.changes = changes;
    }

    /** All fields, in their order. */
    @Schema(name = "NewProfileFields")
    public record Body(
            @Nullable List<@Nullable ProfileFieldBody> fields,
            @Nullable String reason) {}

    /**
     * @param expectedVersion the version that the administrator has seen; empty: any
     * @throws ProblemException {@code malformed}; {@code version-stale}; {@code state-conflict} for another kind of a field that
     *     has values
     */
    @Transactional
    void set(Access access, Body body, OptionalLong expectedVersion) {
        access.require(Permission.CHANGE_COMMUNITY);
        CommunityId community = access.community().id();
        FieldErrors errors = new FieldErrors();
        List<@Nullable ProfileFieldBody> given = errors.required("fields", body.fields(), List.of());
        if (given.size() > MOST) {
            errors.add("fields", "too-long", "has at most " + MOST + " fields");
        }
        List<ProfileField> after = given.size() > MOST ? List.of() : ProfileFieldBody.readAll(given, errors);
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        communities.locked(community);
        if (expectedVersion.isPresent() && expectedVersion.getAsLong() != fields.version(community)) {
            throw ProblemException.of(
                    ProblemType.VERSION_STALE, "The fields were changed since you read them; read them again.");
        }
        List<ProfileField> before = fields.all(community);
        Map<String, ProfileField> byCode =
                after.stream().collect(Collectors.toMap(ProfileField::code, Function.identity()));
        for (ProfileField field : before) {
            ProfileField other = byCode.get(field.code());
            if (other == null) {
                fields.removeValues(community, field.code());
            } else if (other.kind() != field.kind() && fields.hasValues(community, field.code())) {
                throw ProblemException.of(
                        ProblemType.STATE_CONFLICT,
                        "The field " + field.code() + " has values and stays of the kind "
                                + field.kind().text() + "; make another field, or take this one away first.");
            }
        }
        fields.replace(community, after);
        changes.record(
                community,
                Subject.COMMUNITY,
                community.value().toString(),
                access.caller().actor(),
                reason,
                Map.of(
                        "profileFields",
                        before.stream().map(ProfileField::toValues).toList()),
                Map.of(
                        "profileFields",
                        after.stream().map(ProfileField::toValues).toList()));
    }
}
