package org.tallystick.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Amount;
import org.tallystick.testing.DatabaseTestResource;

/**
 * The examples of docs/statements are what the formats write, and those that are text stand in docs/statements.md; {@code
 * -Dwrite-statements=true} writes them anew.
 */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class StatementExamplesTest {
    private static final Path FOLDER = Path.of("docs/statements");
    private static final Path DOCUMENT = Path.of("docs/statements.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("(<!-- example: (\\w+) -->\n```\\w*\n).*?(\n```\n)", Pattern.DOTALL);
    private static final boolean WRITE = Boolean.getBoolean("write-statements");

    @Inject
    StatementFormats formats;

    @Inject
    ObjectMapper json;

    @Test
    void everyFormatHasItsExample() throws IOException {
        for (StatementFormat format : formats.all()) {
            byte[] written = StatementExample.in(format);
            Path file = FOLDER.resolve("alice." + format.extension());
            if (WRITE) {
                Files.createDirectories(FOLDER);
                Files.write(file, written);
            }
            assertThat(content(format, Files.readAllBytes(file)))
                    .as(format.code())
                    .isEqualTo(content(format, written));
        }
    }

    @Test
    void theDocumentShowsTheExamples() throws IOException {
        String document = Files.readString(DOCUMENT);
        Matcher example = EXAMPLE.matcher(document);
        String shown = example.replaceAll(found ->
                Matcher.quoteReplacement(found.group(1) + shown(formats.byCode(found.group(2))) + found.group(3)));
        if (WRITE) {
            Files.writeString(DOCUMENT, shown);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(shown);
        for (StatementFormat format : formats.all()) {
            assertThat(document).contains("statements/alice." + format.extension());
        }
    }

    private String shown(StatementFormat format) {
        try {
            String text = new String(StatementExample.in(format), StandardCharsets.UTF_8);
            if (format.code().equals("json")) {
                return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(text));
            }
            return text.replace("\r\n", "\n").strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is in it, without the moment at which it was made. */
    private static Object content(StatementFormat format, byte[] written) throws IOException {
        return switch (format.code()) {
            case "pdf" -> {
                try (PDDocument document = Loader.loadPDF(written)) {
                    yield new PDFTextStripper().getText(document);
                }
            }
            case "xlsx" -> cells(written);
            default -> new String(written, StandardCharsets.UTF_8);
        };
    }

    private static Map<String, String> cells(byte[] workbook) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        Path file = Files.createTempFile("example", ".xlsx");
        try {
            Files.write(file, workbook);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    if (!entry.getName().startsWith("docProps/")) {
                        byte[] part = zip.getInputStream(entry).readAllBytes();
                        parts.put(entry.getName(), new String(part, StandardCharsets.UTF_8));
                    }
                }
            }
        } finally {
            Files.delete(file);
        }
        return parts;
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
