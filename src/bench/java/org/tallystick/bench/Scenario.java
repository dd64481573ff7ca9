package org.tallystick.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of the table.
 *
 * @param name what it says there
 * @param subject who is measured
 * @param connections of the generator
 * @param oneCommunity whether it has all accounts, or each of twenty its share of them
 * @param tradesInRequest how many trades a request records; 0 for reads
 * @param readPercent of the requests of a mix
 * @param readSuffix what follows the account in the path of a read
 * @param firstAlone whether all reads are of the first account, m1
 */
record Scenario(
        String name,
        Subject subject,
        int connections,
        String script,
        boolean oneCommunity,
        boolean hot,
        int tradesInRequest,
        int readPercent,
        String readSuffix,
        boolean firstAlone) {

    /** Whose work is measured. */
    enum Subject {
        TALLYSTICK,
        STRAIGHTFORWARD,
        ONE_FUNCTION
    }

    boolean writes() {
        return tradesInRequest > 0;
    }

    static List<Scenario> all(boolean quick) {
        List<Scenario> all = new ArrayList<>();
        for (boolean oneCommunity : new boolean[] {true, false}) {
            for (boolean hot : new boolean[] {false, true}) {
                for (int connections : quick ? new int[] {256} : new int[] {16, 64, 256, 1000}) {
                    all.add(trades(Subject.TALLYSTICK, connections, oneCommunity, hot, 1, 0));
                }
            }
        }
        all.add(trades(Subject.TALLYSTICK, 1, true, false, 1, 0));
        all.add(trades(Subject.TALLYSTICK, 16, true, false, 100, 0));
        all.add(reads("balance reads", 256, ""));
        all.add(reads("statement pages of 50", 256, "/statement?limit=50"));
        all.add(trades(Subject.TALLYSTICK, 256, true, false, 1, 70));
        for (int connections : quick ? new int[] {64} : new int[] {16, 64, 256}) {
            all.add(trades(Subject.STRAIGHTFORWARD, connections, true, false, 1, 0));
        }
        for (int connections : quick ? new int[] {16} : new int[] {8, 16, 32}) {
            all.add(new Scenario(
                    "trades, uniform", Subject.ONE_FUNCTION, connections, "", true, false, 1, 0, "", false));
        }
        return all;
    }

    static Scenario trades(
            Subject subject, int connections, boolean oneCommunity, boolean hot, int size, int readPercent) {
        String name =
                (readPercent > 0 ? "mix, " + readPercent + " % reads" : size > 1 ? "batches of " + size : "trades")
                        + (hot ? ", hot" : ", uniform")
                        + (oneCommunity ? "" : ", 20 communities");
        return new Scenario(name, subject, connections, "trades.lua", oneCommunity, hot, size, readPercent, "", false);
    }

    /** Reads of random accounts. */
    static Scenario reads(String name, int connections, String suffix) {
        return new Scenario(name, Subject.TALLYSTICK, connections, "reads.lua", true, false, 0, 100, suffix, false);
    }

    /** Reads of the first account alone, by one client. */
    static Scenario readsOfFirst(String name, String suffix) {
        return new Scenario(name, Subject.TALLYSTICK, 1, "reads.lua", true, false, 0, 100, suffix, true);
    }

    /**
     * What the script of the generator is called with.
     *
     * @param accounts in all
     * @param run a word that makes this run's keys unique, and its choice of accounts another than any other's
     */
    List<String> arguments(int accounts, String run) {
        String communities = oneCommunity ? Stand.ONE : String.join(",", Stand.twenty());
        String inEach = String.valueOf(oneCommunity ? accounts : accounts / Stand.COMMUNITIES);
        return writes()
                ? List.of(
                        communities,
                        inEach,
                        hot ? "hot" : "uniform",
                        String.valueOf(tradesInRequest),
                        String.valueOf(readPercent),
                        run)
                : List.of(communities, firstAlone ? "1" : inEach, readSuffix, run);
    }
}
