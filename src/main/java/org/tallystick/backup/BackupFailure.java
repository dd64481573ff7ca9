package org.tallystick.backup;

import java.time.Instant;

/**
 * A backup that could not be made; or one that could, but not of books that are right.
 *
 * @param booksWrong whether it is the latter
 */
public record BackupFailure(Instant at, boolean booksWrong) {}
