package org.tallystick.chaos.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.chaos.journal.Event.Booked;

/** The latest trades that any client was told of, and the offers that wait: what others can undo, look for and accept. */
final class Hearsay {
    private static final int MOST = 500;
    private static final int MOST_OVER = 50;

    private final List<Known> trades = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final List<Offer> over = new ArrayList<>();

    record Known(Branch branch, Booked trade) {}

    synchronized void heard(Known trade) {
        if (trades.size() == MOST) {
            trades.remove(0);
        }
        trades.add(trade);
    }

    synchronized Optional<Known> trade(SplittableRandom random) {
        return trades.isEmpty() ? Optional.empty() : Optional.of(trades.get(random.nextInt(trades.size())));
    }

    synchronized void offered(Offer offer) {
        offers.add(offer);
    }

    /** One that waits; two clients may get the same. */
    synchronized Optional<Offer> offer(SplittableRandom random) {
        return offers.isEmpty() ? Optional.empty() : Optional.of(offers.get(random.nextInt(offers.size())));
    }

    /** One that is over, which somebody may have missed. */
    synchronized Optional<Offer> offerThatIsOver(SplittableRandom random) {
        return over.isEmpty() ? Optional.empty() : Optional.of(over.get(random.nextInt(over.size())));
    }

    synchronized void over(Offer offer) {
        if (!offers.remove(offer)) {
            return;
        }
        if (over.size() == MOST_OVER) {
            over.remove(0);
        }
        over.add(offer);
    }

    synchronized int waiting() {
        return offers.size();
    }
}
