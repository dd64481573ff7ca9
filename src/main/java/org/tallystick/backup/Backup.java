package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A whole backup in its directory. */
record Backup(Path directory, Manifest manifest) {
    static final String SECRET = "secret";
    static final String PASSWORDS = "database-passwords";

    Instant stoppedAt() {
        return manifest.stoppedAt();
    }

    Path cluster() {
        return directory.resolve(ClusterArchive.FILE);
    }

    Path passwords() {
        return directory.resolve(PASSWORDS);
    }

    WalFiles wal() {
        return new WalFiles(directory.resolve("wal"), manifest.segmentBytes());
    }

    /** @throws org.tallystick.platform.StartFailure unless all of it is there, as it was written */
    void check() throws IOException {
        for (StoredFile file : manifest.files()) {
            file.check(directory);
        }
    }
}
