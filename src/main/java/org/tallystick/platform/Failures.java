package org.tallystick.platform;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.util.ExceptionUtil;
import java.util.Optional;

/** Turns what made Quarkus fail to start into one message. */
final class Failures {
    private Failures() {}

    static String explain(Throwable problem) {
        Optional<StartFailure> known = StartFailure.in(problem);
        if (known.isPresent()) {
            return String.valueOf(known.get().getMessage());
        }
        Throwable root = ExceptionUtil.getRootCause(problem);
        if (root instanceof QuarkusBindException bind) {
            return "Port " + bind.getPort() + " of " + bind.getHost()
                    + " is in use by another program; choose another with QUARKUS_HTTP_PORT.";
        }
        return "Tallystick could not start: "
                + (root.getMessage() == null
                        ? root.toString()
                        : root.getMessage().strip());
    }
}
