package org.tallystick.community;

import java.time.ZoneId;

/** Reads the names of the IANA time zone database. */
final class TimeZone {
    private TimeZone() {}

    /** @throws IllegalArgumentException for fixed offsets too: they know no summer time */
    static ZoneId read(String text) {
        boolean known = ZoneId.getAvailableZoneIds().contains(text) && !text.startsWith("SystemV/");
        if (!known) {
            throw new IllegalArgumentException("is not a time zone of the IANA database, such as Europe/Lisbon");
        }
        return ZoneId.of(text);
    }
}
