package org.tallystick.export;

import java.util.regex.Pattern;

/**
 * A file of a pack.
 *
 * @param path within the pack, of names that every system takes and that lead nowhere else
 * @param title what it is
 * @param rows that it has: entries, lines of a report, trades
 * @param size in bytes
 * @param sha256 of its bytes, in 64 hexadecimal digits
 */
record PackFile(String path, String title, long rows, long size, String sha256) {
    private static final int LONGEST = 200;

    /** ASCII alone, and so its own normal form (NFC). */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");

    PackFile {
        requireSafe(path);
    }

    /** @throws IllegalArgumentException for a path that could lead out of where the pack is unpacked */
    static void requireSafe(String path) {
        if (path.length() > LONGEST || !SAFE.matcher(path).matches()) {
            throw new IllegalArgumentException("\"" + path + "\" is no safe path within a pack");
        }
    }
}
