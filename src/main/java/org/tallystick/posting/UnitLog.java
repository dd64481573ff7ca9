package org.tallystick.posting;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.telemetry.LogField;

/** What a lane says of units. It works for many requests at once, so each line says for which. */
final class UnitLog {
    private static final Logger LOG = Logger.getLogger(Lane.class);

    /** Of a thousand requests a line need not name each. */
    private static final int MOST_NAMED = 10;

    private UnitLog() {}

    /** A line for each trade, with its id: for whoever wants to know which request booked what, and asks for it. */
    static void answered(List<Pending> batch, List<Outcome> outcomes) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Booked booked) {
                List<Pending> one = List.of(batch.get(i));
                String how = booked.replayed() ? "replayed" : "booked";
                for (BookedTrade trade : booked.trades()) {
                    String id = trade.id().value().toString();
                    about(one, () -> LogField.TRADE.during(id, () -> LOG.debugf("Trade %s is %s", id, how)));
                }
            }
        }
    }

    static void oneByOne(List<Pending> batch, Throwable why) {
        about(
                batch,
                () -> LOG.warnf(
                        "A batch of %d units failed (%s); posting them one by one", batch.size(), why.getMessage()));
    }

    static void again(List<Pending> batch, Throwable why) {
        if (LOG.isDebugEnabled()) {
            about(
                    batch,
                    () -> LOG.debugf("Batch of %d units is tried again after: %s", batch.size(), why.getMessage()));
        }
    }

    static void notNow(List<Pending> batch, Throwable why) {
        about(batch, () -> LOG.warnf("%d units cannot be posted right now: %s", batch.size(), why.getMessage()));
    }

    static void failed(List<Pending> batch, Throwable why) {
        about(batch, () -> LOG.errorf(why, "Posting failed for %d units", batch.size()));
    }

    private static void about(List<Pending> batch, Runnable saying) {
        LogField.REQUEST.during(
                requests(batch),
                () -> LogField.TRACE.during(
                        batch.size() == 1 ? batch.get(0).span().traceId() : null, saying));
    }

    /** Their ids; null if none came of a request. */
    private static @Nullable String requests(List<Pending> batch) {
        String ids = batch.stream()
                .map(Pending::requestId)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(" "));
        return ids.isEmpty() ? null : ids;
    }
}
