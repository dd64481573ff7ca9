package org.tallystick.status;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.tallystick.posting.Posting;
import org.tallystick.posting.PostingQueue;

/** Whether trades are booked as fast as they come to this instance. */
@Singleton
class TradesLook implements Look {
    private static final Duration RECENTLY = Duration.ofMinutes(5);

    private final Posting posting;

    TradesLook(Posting posting) {
        this.posting = posting;
    }

    @Override
    public Subject subject() {
        return Subject.TRADES;
    }

    @Override
    public StatusLine look(Instant now) {
        return line(posting.queue());
    }

    static StatusLine line(PostingQueue queue) {
        String waiting = queue.trades() == 0
                ? "No trade waits"
                : InWords.count(queue.trades(), "trade") + (queue.trades() == 1 ? " waits" : " wait") + " to be booked";
        String most = " (at most " + InWords.number(queue.capacity()) + " may)";
        if (queue.sinceSentAway().filter(since -> since.compareTo(RECENTLY) < 0).isPresent()) {
            return StatusLine.bad(
                    Subject.TRADES,
                    waiting + most + "; the last time that one was sent away was "
                            + InWords.lasting(queue.sinceSentAway().get()) + " ago.",
                    "Nothing is lost: callers are told to come again. If the database is well, a program sends too"
                            + " much at once; otherwise the disk of the database is too slow (docs/operations.md,"
                            + " TallystickQueueFull).");
        }
        if (queue.trades() >= queue.capacity() / 2) {
            return StatusLine.attention(
                    Subject.TRADES,
                    waiting + most + ".",
                    "If it stays so, more arrives than is booked: docs/operations.md, TallystickTradesWaitLong.");
        }
        return StatusLine.good(Subject.TRADES, waiting + (queue.trades() == 0 ? "." : most + "."));
    }
}
