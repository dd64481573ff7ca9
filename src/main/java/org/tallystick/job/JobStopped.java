package org.tallystick.job;

/** The work of a job is not to go on. It has no stack trace, for it is no fault. */
public final class JobStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What became of the job. */
    enum Cause {
        /** It was cancelled, or another instance has it since. */
        LOST,
        /** This instance is stopped. */
        STOPPING
    }

    private final Cause why;

    JobStopped(Cause why) {
        super("the job is not to go on: " + why, null, false, false);
        this.why = why;
    }

    Cause why() {
        return why;
    }
}
