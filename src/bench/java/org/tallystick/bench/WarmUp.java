package org.tallystick.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Lets a service that was just started serve what it will be measured with, so that its code is compiled at every size
 * of the books alike. The books that this takes are another community's, and are thrown away.
 */
final class WarmUp {
    private static final String COMMUNITY = "warm-up";
    private static final int ACCOUNTS = 1_000;

    /** The compiler is slowest with the path of a trade. */
    private static final int SHARE_OF_TRADES = 3;

    private static final int UNDER_WAY_SECONDS = 2;

    private final Stand stand;

    private WarmUp(Stand stand) {
        this.stand = stand;
    }

    /** Leaves a stand without accounts, trades and entries. */
    static void of(Stand stand, int seconds) throws Exception {
        stand.open(COMMUNITY, ACCOUNTS);
        WarmUp warmUp = new WarmUp(stand);
        warmUp.run(Scenario.trades(Scenario.Subject.TALLYSTICK, 256, true, false, 1, 0), SHARE_OF_TRADES * seconds);
        warmUp.run(Scenario.reads("pages", 64, "/statement?limit=50"), seconds);
        warmUp.run(Scenario.reads("balances", 64, ""), seconds);
        TimeUnit.SECONDS.sleep(UNDER_WAY_SECONDS);
        stand.verify();
        stand.forget(COMMUNITY);
    }

    private void run(Scenario scenario, int forSeconds) throws Exception {
        List<String> arguments =
                new ArrayList<>(scenario.arguments(ACCOUNTS, UUID.randomUUID().toString()));
        arguments.set(0, COMMUNITY);
        Load load = Load.ofWrk(stand.service(), stand.api().token(), scenario, forSeconds, arguments);
        load.requireSuccess("warming up");
    }
}
