package org.tallystick.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.tallystick.problem.InvariantFailures;

/** Whether something happened here that its authors took for impossible. */
@Singleton
class ImpossibleLook implements Look {
    private final MeterRegistry registry;

    ImpossibleLook(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Subject subject() {
        return Subject.IMPOSSIBLE;
    }

    @Override
    public StatusLine look(Instant now) {
        Map<String, Long> failures = new TreeMap<>();
        for (Counter counter : registry.find(InvariantFailures.COUNTER).counters()) {
            long count = Math.round(counter.count());
            if (count > 0) {
                failures.merge(
                        counter.getId().getTag("where") + ", " + counter.getId().getTag("what"), count, Long::sum);
            }
        }
        return line(failures);
    }

    /** @param failures how many there were since the start, by where and what */
    static StatusLine line(Map<String, Long> failures) {
        long all = failures.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return StatusLine.good(
                    Subject.IMPOSSIBLE, "Nothing that must not happen has happened since this instance was started.");
        }
        return StatusLine.bad(
                        Subject.IMPOSSIBLE,
                        "Since this instance was started " + (all == 1 ? "something" : InWords.count(all, "thing"))
                                + " happened that must not. Nothing wrong was written.",
                        "Keep the log, which has the cause as an error; have the books verified, and report it"
                                + " (docs/operations.md, TallystickInvariantBroken). The count begins anew with the"
                                + " next start.")
                .naming(failures.entrySet().stream()
                        .map(one -> one.getKey() + ": " + one.getValue())
                        .toList());
    }
}
