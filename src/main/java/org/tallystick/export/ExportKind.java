package org.tallystick.export;

import java.util.Optional;
import java.util.Set;
import org.tallystick.job.ResumableWork.Content;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;

/** A kind of export; each is a bean of its own, and {@link ExportKinds} finds them all. */
public interface ExportKind {
    /** As a request names it: {@code statement}. */
    String code();

    /** The fields of a request that mean something to it, besides the kind. */
    Set<String> fields();

    /**
     * Reads what is asked for, when it is asked for, when the work begins, and when the file is fetched.
     *
     * @throws ProblemException 400 that names what is malformed; 403 or 404 if the caller may not have it
     */
    Export read(Access access, NewExport request);

    /**
     * Looks whether it is not too much at once: when it is asked for, and not again.
     *
     * @throws ProblemException 400 that names what makes it so large
     */
    default void requireBounded(Access access, NewExport request) {}

    /**
     * What is asked for, understood.
     *
     * @param request that says the same whenever it is read again: what depends on the day stands in it
     * @param member whom it concerns; empty: the whole community, or an account of its own
     */
    record Export(NewExport request, Optional<MemberId> member, Content content) {}
}
