package org.tallystick.backup;

import java.util.concurrent.Callable;
import org.tallystick.platform.Console;

/** What is to be done if the program is ended in the middle of something, by Ctrl-C say. Closed, nothing is. */
final class AtExit implements AutoCloseable {
    private final Thread hook;

    AtExit(Callable<?> cleanUp) {
        this.hook = new Thread(() -> run(cleanUp), "Clean-up");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void run(Callable<?> cleanUp) {
        try {
            cleanUp.call();
        } catch (Exception e) {
            Console.complain("What was begun could not be cleaned up: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending: it runs already.
            return;
        }
    }
}
