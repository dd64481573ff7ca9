package org.tallystick.category;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Actor;
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

/** Says by what a community sorts its trades. A category that is left out is retired: trades may name it, so it never goes. */
@ApplicationScoped
class SetCategories {
    static final int MOST = 200;

    private final Categories categories;
    private final Communities communities;
    private final AccessChanges changes;

    SetCategories(Categories categories, Communities communities, AccessChanges changes) {
        this.categories = categories;
        this.communities = communities;
        this.changes = changes;
    }

    /** All categories, in their order. */
    @Schema(name = "NewCategories")
    public record Body(
            @Nullable List<Category.@Nullable Body> categories,
            @Nullable String reason) {}

    /**
     * @param expectedVersion the version that the administrator has seen; empty: any
     * @throws ProblemException {@code malformed}; {@code version-stale}; {@code state-conflict} where they are too many together
     *     with those that were there
     */
    @Transactional
    void set(Access access, Body body, OptionalLong expectedVersion) {
        access.require(Permission.CHANGE_COMMUNITY);
        CommunityId community = access.community().id();
        FieldErrors errors = new FieldErrors();
        List<Category> wanted = read(errors.required("categories", body.categories(), List.of()), errors);
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        communities.locked(community);
        if (expectedVersion.isPresent() && expectedVersion.getAsLong() != categories.version(community)) {
            throw ProblemException.of(
                    ProblemType.VERSION_STALE, "The categories were changed since you read them; read them again.");
        }
        List<Category> before = categories.all(community);
        write(community, before, withRetired(wanted, before), access.caller().actor(), reason);
    }

    /** In the caller's transaction, which has locked the community. */
    void write(CommunityId community, List<Category> before, List<Category> after, Actor by, Reason reason) {
        if (after.size() > MOST) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "A community has at most " + MOST + " categories, with those that are retired.");
        }
        categories.write(community, after);
        // What is remembered of them is remembered for one access version.
        changes.raise(community);
        changes.record(
                community,
                Subject.COMMUNITY,
                community.value().toString(),
                by,
                reason,
                Map.of("categories", before.stream().map(Category::toValues).toList()),
                Map.of("categories", after.stream().map(Category::toValues).toList()));
    }

    private static List<Category> read(List<Category.@Nullable Body> given, FieldErrors errors) {
        if (given.size() > MOST) {
            errors.add("categories", "too-long", "has at most " + MOST + " categories");
            return List.of();
        }
        List<Category> read = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String path = "categories[" + i + "]";
            Category.Body body = given.get(i);
            if (body == null) {
                errors.add(path, "required", "is required");
                continue;
            }
            body.read(path + ".", errors).ifPresent(category -> {
                if (!codes.add(category.code())) {
                    errors.add(path + ".code", "duplicate", "is the code of an earlier category too");
                }
                read.add(category);
            });
        }
        return read;
    }

    private static List<Category> withRetired(List<Category> wanted, List<Category> before) {
        Set<String> codes = wanted.stream().map(Category::code).collect(Collectors.toSet());
        List<Category> all = new ArrayList<>(wanted);
        before.stream()
                .filter(category -> !codes.contains(category.code()))
                .map(Category::retire)
                .forEach(all::add);
        return all;
    }
}
