package org.tallystick.status;

import java.time.Instant;

/** Finds out how it stands with one thing. */
interface Look {
    Subject subject();

    /**
     * Looks. It may take its time, for nobody waits for longer than {@link ReadStatus#LONGEST}.
     *
     * @throws RuntimeException if it cannot be told
     */
    StatusLine look(Instant now);

    /** What is said where there is no answer in time. */
    default StatusLine late() {
        return StatusLine.attention(
                subject(),
                "This could not be found out within " + InWords.lasting(ReadStatus.LONGEST) + ".",
                "If something else is wrong, see to that first; otherwise ask again in a minute.");
    }
}
