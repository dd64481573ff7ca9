package org.tallystick.chaos.fault;

import java.util.Optional;
import java.util.SplittableRandom;

/** Who does a fault, and sees what comes of it. */
interface Injector {
    /** Why a fault cannot be done here; empty if it can. */
    Optional<String> whyNot(Fault fault);

    /**
     * Does it once, and returns when the installation has recovered.
     *
     * @throws NotRecovered if it does not within a minute
     */
    FaultRecord inject(Fault fault, SplittableRandom random) throws Exception;
}
