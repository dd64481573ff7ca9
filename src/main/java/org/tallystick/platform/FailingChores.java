package org.tallystick.platform;

import io.quarkus.arc.ClientProxy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which of the {@link Chore}s could not be done in the last round of this instance, and since when that is so. */
@ApplicationScoped
public class FailingChores {
    private final Map<String, Instant> since = new ConcurrentHashMap<>();
    private volatile Optional<Instant> lastRound = Optional.empty();

    /**
     * @param lastRound when the last one ended; nothing before the first
     * @param failing since when, by name
     */
    public record State(Optional<Instant> lastRound, Map<String, Instant> failing) {
        public State {
            failing = Map.copyOf(failing);
        }
    }

    public State read() {
        return new State(lastRound, new TreeMap<>(since));
    }

    void done(Chore chore) {
        since.remove(name(chore));
    }

    void failed(Chore chore, Instant now) {
        since.putIfAbsent(name(chore), now);
    }

    void roundEnded(Instant now) {
        lastRound = Optional.of(now);
    }

    /** As its author named it, without what interceptors put behind. */
    private static String name(Chore chore) {
        return ClientProxy.unwrap(chore).getClass().getSimpleName().replaceFirst("_.*", "");
    }
}
