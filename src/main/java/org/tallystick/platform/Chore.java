package org.tallystick.platform;

import java.time.Instant;

/**
 * Something that has to be done when its time has come, and that nobody asks for. Every instance does it, at about the same
 * time: it must not matter which of them does it, or that two do.
 */
public interface Chore {
    /** Does what is due. What fails is due again the next time. */
    void runDue(Instant now);
}
