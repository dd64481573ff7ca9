package org.tallystick.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.openapi.ApiDocument;
import org.tallystick.security.Permission;
import org.tallystick.security.Reach;
import org.tallystick.security.Requires;
import org.tallystick.security.Role;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.DatabaseTestResource;

/**
 * Who may do what, to whom: every operation of openapi.yaml is called by everybody, about their own member, about another and
 * in another community, and is answered as {@link Permission} says.
 */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class PermissionTableTest {
    private static final Map<String, Recipe> RECIPES = Recipes.all();
    private static final Map<String, Optional<Permission>> REQUIRED = required();
    private static @Nullable World world;

    @Inject
    SecurityFixture fixture;

    @Test
    void everyOperationOfTheDocumentHasARowAndNoOtherHas() {
        assertThat(RECIPES.keySet())
                .containsExactlyInAnyOrderElementsOf(operations().toList());
        assertThat(REQUIRED.keySet()).containsAll(operations().toList());
    }

    @Test
    void everyPermissionIsAskedForSomewhere() {
        Set<Permission> asked = EnumSet.noneOf(Permission.class);
        REQUIRED.values().forEach(permission -> permission.ifPresent(asked::add));
        RECIPES.values().forEach(recipe -> asked.addAll(recipe.needs()));
        // Asked of the payer, whatever the operation.
        asked.add(Permission.SPEND_COMMUNITY_ACCOUNTS);
        // Asked of whoever passes limits by a trade or a reversal.
        asked.add(Permission.OVERRIDE_LIMITS);
        assertThat(asked).containsExactlyInAnyOrder(Permission.values());
    }

    static Stream<String> operations() {
        return ApiDocument.read().operations().stream().map(ApiDocument.Operation::id);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyCellIsAsTheTableSays(String operation) {
        Recipe recipe = Optional.ofNullable(RECIPES.get(operation))
                .orElseThrow(() -> new AssertionError(operation + " has no row in the table"));
        List<String> wrong = new ArrayList<>();
        Set<String> cells = new HashSet<>();
        for (Who who : Who.values()) {
            for (Whose whose : Whose.values()) {
                cells.add(who + " " + whose);
                check(operation, recipe, who, whose).ifPresent(wrong::add);
            }
        }
        assertThat(wrong).as(operation).isEmpty();
        assertThat(cells).hasSize(Who.values().length * Whose.values().length);
    }

    private Optional<String> check(String operation, Recipe recipe, Who who, Whose whose) {
        World everything = world();
        Response answer = recipe.call().send(everything.as(who), everything, everything.place(whose));
        Expected expected = expected(operation, recipe, who, whose);
        boolean right = answer.statusCode() == expected.status()
                && (expected.status() != recipe.allowed()
                        || recipe.hidden().test(answer) == (expected.kind() == Kind.BEYOND));
        return right
                ? Optional.empty()
                : Optional.of(who + " for " + whose + " is answered " + answer.statusCode() + " and not " + expected
                        + ": " + answer.asString());
    }

    private enum Kind {
        ALLOWED,
        BEYOND,
        REFUSED
    }

    private record Expected(Kind kind, int status) {}

    private static Expected expected(String operation, Recipe recipe, Who who, Whose whose) {
        Optional<Permission> required = REQUIRED.get(operation);
        if (required.isEmpty()) {
            return new Expected(Kind.ALLOWED, recipe.allowed());
        }
        if (who == Who.NOBODY) {
            return new Expected(Kind.REFUSED, 401);
        }
        Permission permission = required.get();
        if (permission == Permission.SEE_ONESELF || permission == Permission.MANAGE_ONESELF) {
            return who.isUser() || permission == Permission.SEE_ONESELF
                    ? new Expected(Kind.ALLOWED, recipe.allowed())
                    : new Expected(Kind.REFUSED, 403);
        }
        boolean ofTheInstallation = EnumSet.of(
                        Permission.CREATE_COMMUNITIES,
                        Permission.IMPORT_COMMUNITIES,
                        Permission.MANAGE_USERS,
                        Permission.SEE_INSTALLATION_CHANGES,
                        Permission.MANAGE_KEYS)
                .contains(permission);
        if (whose == Whose.ELSEWHERE && !ofTheInstallation && !who.role().equals(Optional.of(Role.OPERATOR))) {
            return new Expected(Kind.REFUSED, 404);
        }
        if (who.reach(permission).isEmpty()) {
            return new Expected(Kind.REFUSED, 403);
        }
        List<Permission> needs = recipe.needs().isEmpty() ? List.of(permission) : recipe.needs();
        boolean reaches = recipe.ofMember()
                ? needs.stream().allMatch(need -> reaches(who.reach(need), who, whose))
                : needs.stream().allMatch(need -> who.reach(need).isPresent());
        return reaches ? new Expected(Kind.ALLOWED, recipe.allowed()) : new Expected(Kind.BEYOND, recipe.beyond());
    }

    /** The community has no mediation, and what the recipes are about was recorded by an operator. */
    private static boolean reaches(Optional<Reach> reach, Who who, Whose whose) {
        if (reach.isEmpty()) {
            return false;
        }
        return switch (reach.get()) {
            case ANY -> true;
            case MEDIATED -> false;
            case GROUP -> whose == Whose.OWN;
            case OWN ->
                whose == Whose.OWN
                        && !EnumSet.of(Who.MEDIATOR, Who.TRADES_WRITE).contains(who);
        };
    }

    private World world() {
        World present = world;
        if (present == null) {
            present = new World(fixture);
            world = present;
        }
        return present;
    }

    private static Map<String, Optional<Permission>> required() {
        Map<String, Optional<Permission>> found = new java.util.HashMap<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.tallystick").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Operation.class))
                        .forEach(method -> found.put(
                                method.getAnnotationOfType(Operation.class).operationId(), permission(method)));
        return found;
    }

    private static Optional<Permission> permission(JavaMethod method) {
        return method.tryGetAnnotationOfType(Requires.class).map(Requires::value);
    }
}
