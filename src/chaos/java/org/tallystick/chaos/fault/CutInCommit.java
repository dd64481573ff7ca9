package org.tallystick.chaos.fault;

import java.time.Duration;
import java.util.SplittableRandom;
import org.tallystick.chaos.fault.CommitCut.When;

/** Connections break in the middle of a commit: before the database hears of it, or before the service hears that it is done. */
final class CutInCommit implements Fault {
    private static final int MOST = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final When when;

    CutInCommit(When when) {
        this.when = when;
    }

    @Override
    public String kind() {
        return switch (when) {
            case BEFORE_IT_ARRIVES -> "cut-before-commit";
            case BEFORE_ITS_ANSWER -> "cut-after-commit";
        };
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws InterruptedException {
        Instance service = installation.anyService(random);
        int commits = random.nextInt(1, MOST + 1);
        try {
            CommitCut cut = service.proxy().passage().cutCommits(when, commits);
            boolean all = cut.await(PATIENCE);
            long done = commits - cut.missing();
            String said = "cut " + done + (all ? "" : " of " + commits) + " commits of " + service;
            return new Effect(done > 0, said);
        } finally {
            service.proxy().passage().clear();
        }
    }
}
