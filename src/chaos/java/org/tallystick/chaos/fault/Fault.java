package org.tallystick.chaos.fault;

import java.util.Optional;
import java.util.SplittableRandom;

/** Something that goes wrong around the service. */
interface Fault {
    /** What it is called, for good: {@code kill-service}. */
    String kind();

    /** Why it cannot be done here; empty if it can. */
    default Optional<String> whyNot(Installation installation) {
        return Optional.empty();
    }

    /**
     * Does it, and returns when its cause is gone again: at once after a kill, in seconds after a pause.
     *
     * @return what was done, and whether there was anything to which it was done
     */
    Effect inject(Installation installation, SplittableRandom random) throws Exception;
}
