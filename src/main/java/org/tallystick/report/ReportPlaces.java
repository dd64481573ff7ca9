package org.tallystick.report;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.tallystick.ledger.CommunityId;

/** How many reports are made at the same moment while somebody waits: a few, and of one community one. */
final class ReportPlaces {
    private final int mostAtOnce;
    private final Duration longestWait;
    private final Set<CommunityId> taken = new HashSet<>();

    ReportPlaces(int mostAtOnce, Duration longestWait) {
        this.mostAtOnce = mostAtOnce;
        this.longestWait = longestWait;
    }

    /** Waits for a place, which is to be left again. @return whether there was one in time */
    synchronized boolean take(CommunityId community) {
        long end = System.nanoTime() + longestWait.toNanos();
        try {
            while (taken.size() >= mostAtOnce || taken.contains(community)) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        taken.add(community);
        return true;
    }

    synchronized void leave(CommunityId community) {
        taken.remove(community);
        notifyAll();
    }
}
