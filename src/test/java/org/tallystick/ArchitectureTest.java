package org.tallystick;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the shape of the code: once for the product, and once for a small broken one, to show that each rule bites. The
 * broken one is compiled here, so that neither Quarkus nor the static checks ever meet it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String PRODUCT = "org.tallystick";
    private static final String BROKEN = "org.tallystick.broken";
    private static final Path SOURCES = Path.of("src/main/java/org/tallystick");

    private final JavaClasses product = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PRODUCT);
    private final JavaClasses broken = compileAndImport(Path.of("src/test/resources/architecture/broken"));

    static Stream<String> rules() {
        return new Architecture(PRODUCT).rules().keySet().stream();
    }

    @Test
    void thereIsSomethingToCheck() {
        assertThat(product.contain("org.tallystick.ledger.Book")).isTrue();
        assertThat(product.contain("org.tallystick.ArchitectureTest")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProductKeeps(String rule) {
        new Architecture(PRODUCT).rules().get(rule).check(product);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the ledger knows Java and JSpecify alone | ledger.Cyclic",
                "the rules of credit know Java and the ledger alone | credit.LimitRule",
                "packages depend on each other without cycles | Cycle detected",
                "problems know no feature | problem.KnowsAFeature",
                "resources, entities and repositories stay in their package | KnowsAFeature",
                "an entity is package-private | trade.TradeEntity",
                "resources talk to no database | trade.TradeResource",
                "nothing is injected into fields | trade.TradeResource",
                "only the console writes to the standard streams | trade.TradeManager",
                "a class is named for what it does | trade.TradeManager",
                "only telemetry and the traces of the posting know OpenTelemetry | posting.Traced",
                "every package is null-marked | broken.unmarked",
                "time is java.time | trade.TradeManager",
                "what time it is, is asked of the clock | trade.TradeManager",
            })
    void aBrokenProductDoesNotKeep(String name, String culprit) {
        ArchRule rule = new Architecture(BROKEN).rules().get(name);

        assertThat(rule).as(name).isNotNull();
        assertThat(rule.evaluate(broken).getFailureReport().getDetails())
                .isNotEmpty()
                .anyMatch(detail -> detail.contains(culprit));
    }

    @Test
    void everyRuleIsShownToBite() {
        Map<String, ArchRule> rules = new Architecture(BROKEN).rules();

        assertThat(rules)
                .allSatisfy((name, rule) -> assertThat(rule.evaluate(broken).hasViolation())
                        .as(name)
                        .isTrue());
    }

    @Test
    void onlyPostingWritesTheBooks() throws IOException {
        assertThat(sources(path -> !path.startsWith(SOURCES.resolve("posting"))))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Architecture.writesOfTheBooks(Files.readString(path)))
                        .as(path.toString())
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO entry (", "insert  into\n trade", "UPDATE account a\nSET", "DELETE FROM idempotency_key",
                "TRUNCATE TABLE trade", "COPY entry FROM", "MERGE INTO account", "UPDATE ONLY account SET"
            })
    void aStatementThatWritesTheBooksIsFound(String sql) {
        assertThat(Architecture.writesOfTheBooks("var sql = \"" + sql + "\";")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM entry", "UPDATE account_note SET", "INSERT INTO trades", "FOR UPDATE OF a"})
    void aStatementThatDoesNotIsLeftAlone(String sql) {
        assertThat(Architecture.writesOfTheBooks(sql)).isEmpty();
    }

    @Test
    void resourcesContainNoSql() throws IOException {
        assertThat(sources(path -> path.getFileName().toString().endsWith("Resource.java")))
                .allSatisfy(path -> assertThat(Architecture.containsSql(Files.readString(path)))
                        .as(path.toString())
                        .isFalse());
        assertThat(Architecture.containsSql("query(\"SELECT a\n FROM b\")")).isTrue();
        assertThat(Architecture.containsSql("@Path(\"trades\") class TradeResource {}"))
                .isFalse();
    }

    private static JavaClasses compileAndImport(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            Path classes = Files.createTempDirectory(Path.of("target"), "broken");
            List<String> arguments = new ArrayList<>(
                    List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
            int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
            assertThat(result).as("compiling " + sources).isZero();
            return new ClassFileImporter().importPath(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources(Predicate<Path> which) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .filter(which)
                    .toList();
        }
    }
}
