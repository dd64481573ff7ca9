package org.tallystick.docs;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testing.ServiceProcess;

/** The documents once more, with the curl that their readers have. */
@Tag("tools")
class CurlToolIT {
    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/integrate.md",
                "docs/identity.md",
                "docs/administration.md",
                "docs/trading.md",
                "docs/statements.md"
            })
    void curlDoesWhatTheDocumentSays(String document) throws Exception {
        try (ServiceProcess service = DocumentedCommands.service(data)) {
            service.awaitReady();
            DocumentedCommands.of(Path.of(document), service.baseUri()).executeWithCurl();
        }
    }
}
