package org.tallystick.status;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tallystick.platform.FailingChores;
import org.tallystick.proposal.OverdueWork;
import org.tallystick.proposal.WatchProposals;

/** Whether what has its time is done by itself: proposals end, instalments are booked, people are told. */
@Singleton
class DueLook implements Look {
    /** They come every minute; a round may be a long one. */
    private static final Duration LONG = Duration.ofHours(1);

    private final WatchProposals proposals;
    private final FailingChores chores;
    private final Instant startedAt;

    DueLook(WatchProposals proposals, FailingChores chores, Clock clock) {
        this.proposals = proposals;
        this.chores = chores;
        this.startedAt = clock.instant();
    }

    @Override
    public Subject subject() {
        return Subject.DUE;
    }

    @Override
    public StatusLine look(Instant now) {
        return line(proposals.read(now), chores.read(), startedAt, now);
    }

    /** @param startedAt before the first round there was none to be missed */
    static StatusLine line(OverdueWork overdue, FailingChores.State chores, Instant startedAt, Instant now) {
        List<String> named = named(overdue, chores.failing(), now);
        if (!named.isEmpty()) {
            return StatusLine.attention(
                            Subject.DUE,
                            "Not all that was due has been done.",
                            "It is tried again every minute. If it stays so, look into the log for \"What is due"
                                    + " cannot be done right now\" and for errors, and start the service again.")
                    .naming(named);
        }
        if (chores.lastRound().orElse(startedAt).plus(LONG).isBefore(now)) {
            return StatusLine.attention(
                    Subject.DUE,
                    "This instance has not done what was due since "
                            + InWords.at(chores.lastRound().orElse(startedAt)) + ".",
                    "Start the service again. If others run beside it, they have done it meanwhile.");
        }
        return StatusLine.good(
                Subject.DUE,
                overdue.refused() == 0
                        ? "All that was due has been done."
                        : "All that was due has been done, but for " + InWords.count(overdue.refused(), "instalment")
                                + " that the books refuse: that is between the members.");
    }

    private static List<String> named(OverdueWork overdue, Map<String, Instant> failing, Instant now) {
        List<String> named = new ArrayList<>();
        add(named, overdue.proposals(), "proposal", "open after the end of their time");
        add(named, overdue.instalments(), "instalment", "not tried on the day");
        add(named, overdue.news(), "change", "of proposals of which nobody was told for an hour");
        new TreeMap<>(failing)
                .forEach((chore, since) -> named.add(chore + " fails, for the first time " + InWords.ago(since, now)));
        return named;
    }

    private static void add(List<String> named, long number, String noun, String what) {
        if (number > 0) {
            named.add(InWords.count(number, noun) + " " + what);
        }
    }
}
