package org.tallystick.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with the letters of all instances.
 *
 * @param enabled whether this instance sends any
 * @param waiting that are to be sent
 * @param oldest when the one was written that waits the longest
 * @param givenUp that were not taken for a day, and are still known
 * @param lastGivenUp when the last of those was
 */
public record OutboxState(
        boolean enabled, long waiting, Optional<Instant> oldest, long givenUp, Optional<Instant> lastGivenUp) {}
