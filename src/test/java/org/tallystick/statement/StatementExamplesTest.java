package org.tallystick.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Amount;
import org.tallystick.testing.DatabaseTestResource;

/** The examples of docs/statements.md are what the formats write; {@code -Dwrite-statements=true} writes them anew. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class StatementExamplesTest {
    private static final Path FOLDER = Path.of("docs/statements");
    private static final Path DOCUMENT = Path.of("docs/statements.md");

    /** They carry the moment of their making, and are compared by tests of their own. */
    private static final Set<String> BINARY = Set.of("xlsx", "pdf");

    @Inject
    StatementFormats formats;

    @Test
    void everyFormatHasItsExample() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (StatementFormat format : formats.all()) {
            byte[] written = StatementExample.in(format);
            Path file = FOLDER.resolve(format.code() + "." + format.extension());
            if (Boolean.getBoolean("write-statements")) {
                Files.createDirectories(FOLDER);
                Files.write(file, written);
            }
            assertThat(file).exists();
            if (!BINARY.contains(format.code())) {
                assertThat(file).hasBinaryContent(written);
                assertThat(document)
                        .as("the example of %s stands in docs/statements.md", format.code())
                        .contains(new String(written, StandardCharsets.UTF_8)
                                .replace("\r\n", "\n")
                                .strip());
            }
        }
    }

    @Test
    void theExampleAddsUp() {
        StatementHead head = StatementExample.head();
        Amount sum =
                StatementExample.entries().stream().map(StatementEntry::amount).reduce(Amount.ZERO, Amount::plus);

        assertThat(head.openingBalance().plus(sum)).isEqualTo(head.closingBalance());
        assertThat(head.totalIn().minus(head.totalOut())).isEqualTo(sum);
    }
}
