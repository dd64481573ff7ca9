package org.tallystick.job;

/** Where work says how far it is, and is told to stop. For one thread. */
@FunctionalInterface
public interface JobProgress {
    /**
     * Notes that so many more rows are done; to be called every thousand rows or so, and every second or so. Rests while many trade,
     * and so never where a connection is held or somebody waits.
     *
     * @throws JobStopped if the work is not to go on: it lets this pass
     */
    void done(long rows);

    /**
     * Asks whether the work is to go on, and nothing else: at any time, also where nobody may be kept waiting.
     *
     * @throws JobStopped if it is not
     */
    default void requireGoingOn() {}
}
