package org.tallystick.posting;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tallystick.posting.PostingTraces.UnitSpan;

/**
 * A unit that waits for its outcome.
 *
 * @param requestId of the request that asked for it; null if it came of none
 */
record Pending(
        Unit unit,
        long queuedAtNanos,
        CompletableFuture<Outcome> answer,
        UnitSpan span,
        @Nullable String requestId) {
    static Pending of(Unit unit, PostingTraces traces, @Nullable String requestId) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        UnitSpan span = traces.begin(unit);
        span.endsWith(answer);
        return new Pending(unit, System.nanoTime(), answer, span, requestId);
    }
}
