package org.tallystick.backup;

import java.time.Instant;
import java.util.Optional;

/**
 * What is to be restored.
 *
 * @param instant what was committed later is not; without it everything is
 * @param timeline the one to follow; without it the one on which the books went on
 */
record RestorePoint(Optional<Instant> instant, Optional<Long> timeline) {
    /** Everything that was archived. */
    static final RestorePoint END = new RestorePoint(Optional.empty(), Optional.empty());
}
