package org.tallystick.verification;

import java.util.Arrays;
import java.util.Locale;

/** Who had books verified. */
public enum AskedBy {
    /** The service, as it does regularly. */
    SERVICE,
    /** Somebody at the command line. */
    COMMAND,
    /** Somebody who may, over the API. */
    ADMINISTRATOR;

    /** As it stands in the database. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AskedBy of(String code) {
        return Arrays.stream(values())
                .filter(by -> by.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody is called " + code));
    }
}
