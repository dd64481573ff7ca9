package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Settings.Known;

/** docs/configuration.md is what the code says; {@code -Dwrite-configuration=true} writes it anew. */
class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/configuration.md");
    private static final Pattern VARIABLE = Pattern.compile("TALLYSTICK_[A-Z_]*[A-Z]");

    @Test
    void theDocumentIsTheCode() throws IOException {
        String generated = ConfigurationDocument.text();
        if (Boolean.getBoolean("write-configuration")) {
            Files.writeString(DOCUMENT, generated);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(generated);
    }

    @Test
    void everyInterfaceOfTheConfigurationIsListed() {
        List<String> mappings = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.tallystick").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::getName)
                        .toList();
        assertThat(Settings.interfaces().map(Class::getName)).containsExactlyInAnyOrderElementsOf(mappings);
    }

    /** What the documents and manifests tell people to set is there. */
    @Test
    void everyVariableThatTheDocumentsNameIsASetting() throws IOException {
        List<Pattern> known = Settings.all().stream()
                .map(Known::variable)
                .map(variable -> Pattern.compile(variable.replace("_NAME_", "_\\w+_")))
                .toList();
        try (Stream<Path> files = Stream.concat(
                Stream.of(Path.of("README.md")),
                Stream.concat(Files.walk(Path.of("docs")), Files.walk(Path.of("k8s"))))) {
            List<String> unknown = files.filter(file -> file.toString().matches(".*\\.(md|yaml)"))
                    .filter(file -> !file.toString().contains("/adr/"))
                    .flatMap(ConfigurationDocumentTest::variables)
                    .filter(variable -> known.stream()
                            .noneMatch(pattern -> pattern.matcher(variable).matches()))
                    .distinct()
                    .toList();
            assertThat(unknown).isEmpty();
        }
    }

    private static Stream<String> variables(Path file) {
        try {
            return VARIABLE.matcher(Files.readString(file)).results().map(match -> match.group());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
