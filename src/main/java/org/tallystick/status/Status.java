package org.tallystick.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How it stands with the installation, as one instance of the service sees it. What the template of the page names is
 * public.
 *
 * @param version of the program
 * @param startedAt when this instance was started
 * @param lines one for each subject, in their order
 */
record Status(String version, Instant startedAt, Instant askedAt, List<StatusLine> lines) {
    Status {
        lines = lines.stream().sorted(Comparator.comparing(StatusLine::subject)).toList();
    }

    /** The worst of all. */
    public State state() {
        return lines.stream()
                .map(StatusLine::state)
                .max(Comparator.naturalOrder())
                .orElse(State.GOOD);
    }

    /** In a few words. */
    public String headline() {
        long wrong = count(State.BAD);
        long attention = count(State.ATTENTION);
        if (wrong > 0) {
            return InWords.count(wrong, "thing")
                    + (wrong == 1 ? " is wrong" : " are wrong")
                    + (attention > 0
                            ? ", and " + attention + (attention == 1 ? " needs" : " need") + " attention."
                            : ".");
        }
        if (attention > 0) {
            return InWords.count(attention, "thing") + (attention == 1 ? " needs" : " need") + " attention.";
        }
        return "All is well.";
    }

    private long count(State state) {
        return lines.stream().filter(line -> line.state() == state).count();
    }

    /** About this instance. */
    public String about() {
        return "Tallystick " + version + ", running for " + InWords.lasting(startedAt, askedAt) + "; asked at "
                + InWords.at(askedAt) + ".";
    }
}
