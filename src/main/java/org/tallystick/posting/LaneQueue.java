package org.tallystick.posting;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.tallystick.ledger.CommunityId;

/**
 * What waits in a lane: a queue for each community. The community whose first unit has waited longest is served next,
 * with whatever else it has waiting; so one community's crowd delays no other by more than a batch.
 */
final class LaneQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<CommunityId, Deque<Pending>> waiting = new HashMap<>();
    /** The communities that have something waiting, each once, the one that has waited longest at the head. */
    private final PriorityQueue<Turn> turns = new PriorityQueue<>();

    private boolean closed;

    private record Turn(long sinceNanos, CommunityId community) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            return Long.signum(sinceNanos - other.sinceNanos);
        }
    }

    /** Adds units of one community, one behind the other; false if the lane has been closed. */
    boolean add(List<Pending> units) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            CommunityId community = units.get(0).unit().community();
            Deque<Pending> line = waiting.computeIfAbsent(community, id -> new ArrayDeque<>());
            if (line.isEmpty()) {
                turns.add(new Turn(units.get(0).queuedAtNanos(), community));
            }
            line.addAll(units);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for work.
     *
     * @param mostWeight the most trades in a batch; a single unit may weigh more
     * @return units of one community in the order of arrival; empty once the lane is closed and nothing waits
     */
    List<Pending> take(int mostWeight) throws InterruptedException {
        lock.lock();
        try {
            while (turns.isEmpty()) {
                if (closed) {
                    return List.of();
                }
                arrived.await();
            }
            CommunityId community = turns.remove().community();
            Deque<Pending> line = Objects.requireNonNull(waiting.get(community), "a turn without units");
            List<Pending> batch = drain(line, mostWeight);
            if (line.isEmpty()) {
                waiting.remove(community);
            } else {
                turns.add(new Turn(line.getFirst().queuedAtNanos(), community));
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private static List<Pending> drain(Deque<Pending> line, int mostWeight) {
        List<Pending> batch = new ArrayList<>();
        int weight = 0;
        while (!line.isEmpty()) {
            Unit next = line.getFirst().unit();
            boolean fits = batch.isEmpty() || (weight + next.weight() <= mostWeight && !next.standsAlone());
            if (!fits) {
                break;
            }
            batch.add(line.removeFirst());
            weight += next.weight();
            if (next.standsAlone()) {
                break;
            }
        }
        return batch;
    }

    /** All that waits, and will not be taken. */
    List<Pending> removeAll() {
        lock.lock();
        try {
            List<Pending> left =
                    waiting.values().stream().flatMap(Deque::stream).toList();
            waiting.clear();
            turns.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** No more is added; what waits is still taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
