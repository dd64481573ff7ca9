package org.tallystick.job;

import java.io.IOException;
import java.io.OutputStream;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;

/**
 * Work that makes a file, and that any instance can begin anew: all that it needs stands in its request. It changes nothing, so that
 * two attempts at it do no harm.
 */
public interface ResumableWork {
    /** Whether it does jobs of this kind. */
    boolean does(String kind);

    /**
     * Reads what was asked for. It is called when the work begins, each time, and when the file is fetched.
     *
     * @param access of whoever asked for it, as of now
     * @param request as it was queued
     * @throws ProblemException if they may not have it, or not any more
     */
    Content content(Access access, String kind, String request);

    /** A file that is made as it is written. */
    interface Content {
        /** 1 to 200 characters, and safe as a name of a file. Asked for when it is written, as is the media type. */
        String fileName();

        String mediaType();

        /** How many rows there are, more or less: progress is told of so many. Waits for the database. */
        long rows();

        /**
         * Writes it, and closes nothing. Waits for the database, and holds no connection between two batches.
         *
         * @throws JobStopped from the progress or the output where it is not to go on
         */
        void write(OutputStream out, JobProgress progress) throws IOException;
    }
}
