package org.tallystick.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What is wrong is said at once; what stays wrong, once an hour. One thing does not silence another. */
final class Complaints {
    private static final Duration SAID_AGAIN = Duration.ofHours(1);
    /** More than there are sentences; of those with changing numbers in them the eldest are forgotten. */
    private static final int MOST_REMEMBERED = 100;

    private final Consumer<String> log;
    private final Map<String, Instant> saidAt = new LinkedHashMap<>();

    Complaints(Consumer<String> log) {
        this.log = log;
    }

    void say(Instant now, String what) {
        say(now, what, what);
    }

    /** @param subject what it is of, where the sentence differs each time */
    void say(Instant now, String subject, String what) {
        Instant said = saidAt.get(subject);
        // A clock that was set back says it once too often.
        if (said != null && now.isBefore(said.plus(SAID_AGAIN)) && !now.isBefore(said)) {
            return;
        }
        saidAt.remove(subject);
        saidAt.put(subject, now);
        if (saidAt.size() > MOST_REMEMBERED) {
            saidAt.remove(saidAt.keySet().iterator().next());
        }
        log.accept(what);
    }
}
