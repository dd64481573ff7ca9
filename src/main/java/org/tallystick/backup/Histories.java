package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code .history} files that say from where the timelines came.
 *
 * @param contents by timeline
 * @param writtenAt by timeline. A history comes into the archive before anything that is written on its timeline; a copy that did
 *     not keep the times of the files is later
 */
record Histories(Map<Long, String> contents, Map<Long, Instant> writtenAt) {
    private static final int HEX = 16;

    Histories {
        contents = Map.copyOf(contents);
        writtenAt = Map.copyOf(writtenAt);
    }

    static Histories of(List<WalFiles> sources) throws IOException {
        Map<Long, String> contents = new HashMap<>();
        Map<Long, Instant> writtenAt = new HashMap<>();
        for (WalFiles source : sources) {
            for (Path history : source.histories()) {
                String name = history.getFileName().toString();
                long timeline = Long.parseLong(name.substring(0, name.length() - WalFiles.HISTORY.length()), HEX);
                contents.put(timeline, Files.readString(history));
                writtenAt.merge(
                        timeline,
                        Files.getLastModifiedTime(history).toInstant(),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return new Histories(contents, writtenAt);
    }

    Timelines wayTo(long timeline) {
        return Timelines.of(timeline, Optional.ofNullable(contents.get(timeline)));
    }
}
