package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a backup, as it was written.
 *
 * @param name its path within the backup, with slashes
 */
record StoredFile(String name, long bytes, String sha256) {

    static StoredFile of(Path backup, Path file) throws IOException {
        return new StoredFile(backup.relativize(file).toString().replace('\\', '/'), Files.size(file), Sha256.of(file));
    }

    /** @throws org.tallystick.platform.StartFailure unless it is there, unchanged */
    void check(Path backup) throws IOException {
        Path file = backup.resolve(name).normalize();
        if (!file.startsWith(backup)
                || !Files.isRegularFile(file)
                || Files.size(file) != bytes
                || !Sha256.of(file).equals(sha256)) {
            throw Manifest.damaged(backup, name);
        }
    }
}
