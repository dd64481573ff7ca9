package org.tallystick.chaos.fault;

import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;

/** What is sent to processes that are named by their number alone. */
public final class Signals {
    private Signals() {}

    /**
     * A process that is gone by now is none the worse for it.
     *
     * @param name without SIG
     * @return whether there were processes, and all of them could be sent it
     */
    public static boolean send(String name, Collection<Long> processes) throws IOException, InterruptedException {
        if (processes.isEmpty()) {
            return false;
        }
        // The shell's own, for the program is not everywhere.
        String numbers = processes.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return Commands.attempt("sh", "-c", "kill -s " + name + " " + numbers).well();
    }
}
