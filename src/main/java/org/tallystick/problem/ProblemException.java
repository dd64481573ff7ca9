package org.tallystick.problem;

/** Carries a problem out to the one place that answers it. Cheap: it has no stack trace, for it is no fault. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }

    public Problem problem() {
        return problem;
    }

    /** For whatever would change a community that is being wound up. */
    public static ProblemException communityClosed() {
        return of(
                ProblemType.COMMUNITY_CLOSED,
                "The community is being wound up: everything can be read, nothing changed.");
    }
}
