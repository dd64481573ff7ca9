package org.tallystick.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClosedByDefaultTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.tallystick");

    @Test
    void everyResourceMethodSaysWhoMayCallIt() {
        List<JavaMethod> methods = resourceMethods();
        assertThat(methods).hasSizeGreaterThan(10);
        assertThat(methods)
                .allMatch(method -> method.isAnnotatedWith(Requires.class) != method.isAnnotatedWith(Public.class));
    }

    @Test
    void theFewThatAnyoneMayCallAreThese() {
        Set<String> open = resourceMethods().stream()
                .filter(method -> method.isAnnotatedWith(Public.class))
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .collect(Collectors.toSet());
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "TokenResource.token",
                        "TokenResource.revoke",
                        "KeyResource.jwks",
                        "MetadataResource.metadata",
                        "AcceptanceResource.accept",
                        // Where the inside alone can reach it.
                        "StatusResource.status",
                        "JoiningResource.joining",
                        "JoiningResource.apply",
                        "JoiningResource.state",
                        "RecoveryResource.ask",
                        "RecoveryResource.reset",
                        "RecoveryResource.recover",
                        "RecoveryResource.confirm");
    }

    @Test
    void aCommunityInAPathHasTheNameThatTheFilterReads() {
        assertThat(resourceMethods())
                .filteredOn(method -> path(method).contains("communities/{"))
                .isNotEmpty()
                .allMatch(method -> path(method).contains("/v1/communities/{community}"));
    }

    private static List<JavaMethod> resourceMethods() {
        return CLASSES.stream()
                .flatMap((JavaClass type) -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                .toList();
    }

    private static String path(JavaMethod method) {
        String own = method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        String ofClass = method.getOwner()
                .tryGetAnnotationOfType(Path.class)
                .map(Path::value)
                .orElse("");
        return ofClass + (own.startsWith("/") ? "" : "/") + own;
    }
}
