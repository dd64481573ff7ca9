package org.tallystick.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.tallystick.platform.PrivateFiles;
import org.tallystick.platform.StartFailure;

/**
 * What a backup is. Written last, so a directory that has it is a whole backup.
 *
 * @param format of the backup; another version of the product may not know it
 * @param startLsn from where the write-ahead log is replayed
 * @param stopLsn how far it must be replayed at least
 * @param stoppedAt what was committed before it is in the backup
 * @param clusterBytes how much room the database takes
 * @param booksRight whether the books, restored from it, were right when it was made
 * @param files all other files of the backup
 */
record Manifest(
        int format,
        String product,
        String postgresql,
        long timeline,
        String startLsn,
        String stopLsn,
        Instant startedAt,
        Instant stoppedAt,
        long segmentBytes,
        long clusterBytes,
        boolean booksRight,
        List<StoredFile> files) {
    static final int FORMAT = 1;
    static final String FILE = "manifest.json";

    private static final String SUM = FILE + ".sha256";
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    Manifest {
        files = List.copyOf(files);
    }

    Lsn start() {
        return Lsn.parse(startLsn);
    }

    Lsn stop() {
        return Lsn.parse(stopLsn);
    }

    /** Its sum stands beside it, as {@code sha256sum} writes and checks it. */
    void write(Path backup) throws IOException {
        String text = JSON.writeValueAsString(this) + "\n";
        PrivateFiles.write(backup.resolve(SUM), Sha256.of(text.getBytes(StandardCharsets.UTF_8)) + "  " + FILE + "\n");
        PrivateFiles.write(backup.resolve(FILE), text);
    }

    /** @throws StartFailure if it is damaged, or of a version that is not known here */
    static Manifest read(Path backup) throws IOException {
        if (!Files.exists(backup.resolve(FILE)) || !Files.exists(backup.resolve(SUM))) {
            throw damaged(backup, FILE);
        }
        byte[] bytes = Files.readAllBytes(backup.resolve(FILE));
        if (!Files.readString(backup.resolve(SUM)).startsWith(Sha256.of(bytes) + " ")) {
            throw damaged(backup, FILE);
        }
        try {
            Manifest manifest = JSON.readValue(bytes, Manifest.class);
            if (manifest.format() != FORMAT) {
                throw new StartFailure("The backup " + backup + " was made by version " + manifest.product()
                        + ", in a format that this version does not know.");
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw new StartFailure("The backup " + backup + " is of another version: " + e.getOriginalMessage(), e);
        }
    }

    static StartFailure damaged(Path backup, String file) {
        return new StartFailure("The backup " + backup + " is damaged: " + file
                + " is not what was written. Put a good copy of it there, or move the whole directory away: what is earlier "
                + "is restored then.");
    }
}
