package org.tallystick.mail;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.tallystick.problem.InvariantFailures;

/** Looks into the outbox every other second, and sends what is due, one letter after the other. */
final class SendingThread implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SendingThread.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(15);
    /** Longer than a delivery may take. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);
    /** After so many letters it is counted how many wait. */
    private static final int ROUND = 50;

    private final SendNext sendNext;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    SendingThread(SendNext sendNext) {
        this.sendNext = sendNext;
        this.thread = new Thread(this::run, "mail-sender");
        thread.setDaemon(true);
    }

    SendingThread start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what is due, and answers how long to wait then. */
    private Duration round() {
        try {
            int sent = 0;
            while (sent < ROUND && !isStopping() && sendNext.sendNext()) {
                sent++;
            }
            sendNext.countWaiting();
            return sent == ROUND ? Duration.ZERO : BETWEEN_ROUNDS;
        } catch (SQLException | RuntimeException | Error e) {
            if (!isStopping()) {
                InvariantFailures.tell(LOG, "mail", "The outbox cannot be worked on right now", e);
            }
            return AFTER_A_FAULT;
        }
    }

    private boolean isStopping() {
        return stopped.getCount() == 0;
    }

    /** Ends after the letter that is being sent, which otherwise may go out twice. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What hangs all the same is cut off.
        thread.interrupt();
    }
}
