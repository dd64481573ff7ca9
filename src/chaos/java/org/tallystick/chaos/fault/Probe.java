package org.tallystick.chaos.fault;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pays, all the time and at every service, and so finds out when that cannot be done. */
public final class Probe implements AutoCloseable {
    private final List<ProbeLine> lines = new ArrayList<>();
    private final List<Recovery> watching = new CopyOnWriteArrayList<>();
    private volatile long lastBooked = System.nanoTime();

    private Probe() {}

    /** Begins; the installation is whole. */
    public static Probe start(Installation installation) {
        return start(installation.instances(), installation.probed());
    }

    /** Begins to pay at each of these addresses. */
    public static Probe start(List<URI> services, ProbeCommunity community) {
        Probe probe = new Probe();
        for (URI service : services) {
            probe.lines.add(new ProbeLine(probe, probe.lines.size(), service, community));
        }
        probe.lines.forEach(ProbeLine::start);
        return probe;
    }

    /** To be called before a fault begins. */
    public Recovery watch() {
        Recovery recovery = new Recovery(lines.size(), lastBooked);
        watching.add(recovery);
        return recovery;
    }

    public void forget(Recovery recovery) {
        watching.remove(recovery);
    }

    void booked(int service, long sent) {
        long now = System.nanoTime();
        lastBooked = now;
        watching.forEach(recovery -> recovery.booked(service, sent, now));
    }

    void failed(int service, long sent, String how) {
        watching.forEach(recovery -> recovery.failed(service, sent, how));
    }

    @Override
    public void close() {
        lines.forEach(ProbeLine::close);
    }
}
