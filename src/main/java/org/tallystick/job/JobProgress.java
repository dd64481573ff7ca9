package org.tallystick.job;

/** Where work says how far it is, and is told to stop. For one thread. */
@FunctionalInterface
public interface JobProgress {
    /**
     * Notes that so many more rows are done; to be called every thousand rows or so, and every second or so.
     *
     * @throws JobStopped if the work is not to go on: it lets this pass
     */
    void done(long rows);
}
