package org.tallystick.docs;

import java.nio.file.Path;
import java.util.Map;
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
    @ValueSource(strings = {"README.md", "docs/integrate.md", "docs/identity.md"})
    void curlDoesWhatTheDocumentSays(String document) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(Map.of("TALLYSTICK_DATA_DIR", data.toString()))) {
            service.awaitReady();
            DocumentedCommands.of(Path.of(document), service.baseUri()).executeWithCurl();
        }
    }
}
