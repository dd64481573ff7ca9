package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;

/** Where the results of a day go. */
final class Results {
    private static final Path FOLDER = Path.of("docs/performance");

    private Results() {}

    static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    /** @param name with its ending */
    static Path write(String name, String text) throws IOException {
        Files.createDirectories(FOLDER);
        return Files.writeString(FOLDER.resolve(name), text);
    }
}
