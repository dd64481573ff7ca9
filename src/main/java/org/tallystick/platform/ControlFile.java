package org.tallystick.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What PostgreSQL's control file says of a cluster. Only what has stood at the same place through many versions is read; every
 * machine that it is embedded for writes low bytes first.
 *
 * @param identifier the number by which PostgreSQL knows the cluster, and all that were restored from its backups
 * @param timeline the one that it was on at its last checkpoint
 */
public record ControlFile(String identifier, long timeline) {
    private static final int TIMELINE_AT = 48;

    /** @throws StartFailure if there is no cluster */
    public static ControlFile of(Path cluster) throws IOException {
        byte[] bytes = new byte[TIMELINE_AT + Integer.BYTES];
        try (var stream = Files.newInputStream(cluster.resolve("global").resolve("pg_control"))) {
            if (stream.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new StartFailure("There is no database in " + cluster);
            }
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new ControlFile(
                Long.toUnsignedString(buffer.getLong()), Integer.toUnsignedLong(buffer.getInt(TIMELINE_AT)));
    }
}
