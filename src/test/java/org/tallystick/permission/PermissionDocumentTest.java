package org.tallystick.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/permissions.md is what the table says; {@code -Dwrite-permissions=true} writes it anew. */
class PermissionDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/permissions.md");

    @Test
    void theDocumentIsTheTable() throws IOException {
        String generated = PermissionDocument.text();
        if (Boolean.getBoolean("write-permissions")) {
            Files.writeString(DOCUMENT, generated);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(generated);
    }
}
