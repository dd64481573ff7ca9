package org.tallystick.posting;

import java.util.concurrent.CompletableFuture;

/** A unit that waits for its outcome. */
record Pending(Unit unit, long queuedAtNanos, CompletableFuture<Outcome> answer) {
    static Pending of(Unit unit) {
        return new Pending(unit, System.nanoTime(), new CompletableFuture<>());
    }
}
