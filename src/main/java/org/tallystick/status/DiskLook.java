package org.tallystick.status;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.tallystick.backup.BackupConfig;
import org.tallystick.platform.TallystickConfig;

/** Whether there is room where this instance writes. */
@Singleton
class DiskLook implements Look {
    private static final Logger LOG = Logger.getLogger(DiskLook.class);
    /** Of a hundred. */
    private static final int LITTLE = 10;

    private static final int NEXT_TO_NOTHING = 3;

    private final List<Place> places;

    DiskLook(TallystickConfig config, BackupConfig backups, @ConfigProperty(name = "java.io.tmpdir") String temporary) {
        List<Place> written = new ArrayList<>();
        if (config.embedded()) {
            written.add(new Place("the database", config.dataDir()));
            backups.directory().ifPresent(directory -> written.add(new Place("the backups", directory)));
        } else {
            written.add(new Place("temporary files", Path.of(temporary)));
        }
        this.places = List.copyOf(written);
    }

    /** @param what is kept there */
    private record Place(String what, Path directory) {}

    /** @param totalBytes zero if nothing can be told */
    record Room(String what, long freeBytes, long totalBytes) {
        boolean hasLess(int percent) {
            return freeBytes < totalBytes / 100 * percent;
        }

        String sentence() {
            return InWords.room(freeBytes) + " of " + InWords.room(totalBytes) + " for " + what;
        }
    }

    @Override
    public Subject subject() {
        return Subject.DISK;
    }

    @Override
    public StatusLine look(Instant now) {
        return line(places.stream().map(DiskLook::roomOf).toList());
    }

    private static Room roomOf(Place place) {
        try {
            FileStore store = Files.getFileStore(place.directory());
            return new Room(place.what(), store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            LOG.debugf("It cannot be told how much room there is for %s: %s", place.what(), e);
            return new Room(place.what(), 0, 0);
        }
    }

    static StatusLine line(List<Room> rooms) {
        List<Room> unknown =
                rooms.stream().filter(room -> room.totalBytes() == 0).toList();
        String free = "Free: "
                + listed(rooms.stream().filter(room -> room.totalBytes() > 0).toList()) + ".";
        if (rooms.stream().anyMatch(room -> room.totalBytes() > 0 && room.hasLess(NEXT_TO_NOTHING))) {
            return StatusLine.bad(Subject.DISK, free, "When nothing is left, nobody can trade. " + whatToDo());
        }
        if (!unknown.isEmpty()) {
            return StatusLine.attention(
                    Subject.DISK,
                    "It cannot be told how much room there is for "
                            + unknown.stream().map(Room::what).collect(Collectors.joining(" and ")) + ".",
                    "Is the directory there, and the disk mounted?");
        }
        if (rooms.stream().anyMatch(room -> room.hasLess(LITTLE))) {
            return StatusLine.attention(Subject.DISK, free, whatToDo());
        }
        return StatusLine.good(Subject.DISK, free);
    }

    private static String listed(List<Room> rooms) {
        return rooms.stream().map(Room::sentence).collect(Collectors.joining(", and "));
    }

    private static String whatToDo() {
        return "Enlarge the disk, or find out what grows and is not needed (docs/operations.md, TallystickDiskFull). Delete"
                + " nothing within the directory postgresql.";
    }
}
