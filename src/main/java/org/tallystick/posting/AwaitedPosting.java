package org.tallystick.posting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Posts and waits for the commit: for administrators' work, which is rare enough for a thread to wait. */
public final class AwaitedPosting {
    private static final long LONGEST_WAIT_SECONDS = 30;

    private AwaitedPosting() {}

    /**
     * @param late what to tell whoever has waited too long
     * @throws ProblemException what the stage of {@link Posting#submit} ends with; {@code unavailable} if it takes too long
     */
    public static Outcome post(Posting posting, Unit unit, String late) {
        CompletableFuture<Outcome> answer = posting.submit(unit).toCompletableFuture();
        try {
            return answer.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            // Where its turn has not come yet, it does not come any more.
            answer.cancel(false);
            throw ProblemException.of(ProblemType.UNAVAILABLE, late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemType.UNAVAILABLE, "The service is stopping; send this again.");
        }
    }
}
