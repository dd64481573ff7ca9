package org.tallystick.platform;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Where the work on a request goes on after it has waited for another thread. */
public final class RequestThread {
    /** What a full pool of workers refuses is done here, one after the other: what has been booked is answered. */
    private static final Executor OVERFLOW = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "answers-without-worker");
        thread.setDaemon(true);
        return thread;
    });

    private RequestThread() {}

    /**
     * The event loop of the request that is being worked on now, which must not be made to wait; outside of one, the other.
     * A worker that is woken for every answer costs more than making the answer does.
     */
    public static Executor current(Executor other) {
        Context context = Vertx.currentContext();
        return context == null ? other : work -> context.runOnContext(any -> work.run());
    }

    /** A worker that goes on with the request that is being worked on now, and so knows what belongs to it. */
    public static Executor worker() {
        Context context = Vertx.currentContext();
        return context == null
                ? work -> runOn(Infrastructure.getDefaultWorkerPool(), work)
                : work -> runOn(pool(context), work);
    }

    private static Executor pool(Context context) {
        return work -> context.executeBlocking(
                        () -> {
                            work.run();
                            return true;
                        },
                        false)
                .onFailure(failure -> {
                    if (failure instanceof RejectedExecutionException) {
                        OVERFLOW.execute(work);
                    }
                });
    }

    /** Whoever waits for the work would wait for ever if it were only refused. */
    static void runOn(Executor pool, Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException e) {
            OVERFLOW.execute(work);
        }
    }

    /** Does on a worker what may have to wait, once somebody wants to have it. */
    public static <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
