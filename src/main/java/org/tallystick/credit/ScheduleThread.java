package org.tallystick.credit;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.tallystick.problem.InvariantFailures;

/** Looks every few seconds what the credit policies have to do. */
final class ScheduleThread implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ScheduleThread.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(10);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(60);
    /** Longer than some hundred accounts take. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final CreditSchedule schedule;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    ScheduleThread(CreditSchedule schedule, Clock clock) {
        this.schedule = schedule;
        this.clock = clock;
        this.thread = new Thread(this::run, "credit-schedule");
        thread.setDaemon(true);
    }

    ScheduleThread start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            Duration pause = BETWEEN_ROUNDS;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration round() {
        try {
            schedule.runDue(clock.instant());
            return BETWEEN_ROUNDS;
        } catch (RuntimeException | Error e) {
            if (stopped.getCount() > 0) {
                InvariantFailures.tell(LOG, "chore", "What credit policies have to do cannot be done right now", e);
            }
            return AFTER_A_FAULT;
        }
    }

    /** A job that is cut off is taken up again, by this instance or another. */
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
