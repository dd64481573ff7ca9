package org.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static SQLException serverGone() {
        return new SQLException("terminating connection", "57P01");
    }

    /** As the transaction manager throws it: the database's own error is not among the causes. */
    private static RuntimeException commitThatFailed(Throwable why) {
        XAException ofResource = new XAException("cannot commit");
        ofResource.initCause(why);
        RollbackException rolledBack = new RollbackException("could not commit transaction");
        rolledBack.addSuppressed(ofResource);
        return new IllegalStateException("error invoking subclass", rolledBack);
    }

    private double counted(Throwable failure) {
        InvariantFailures.count(registry, "request", failure);
        return registry.find(InvariantFailures.COUNTER).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void aCommitThatTheServerBrokeOffIsToBeSentAgainAndNoBug() {
        RuntimeException failure = commitThatFailed(serverGone());
        assertThat(Problems.of(failure).type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(counted(failure)).isZero();
    }

    @Test
    void aCommitThatAGuardRefusedIsABug() {
        RuntimeException failure = commitThatFailed(new SQLException("no zero sum", "TS001"));
        assertThat(Problems.of(failure).type()).isEqualTo(ProblemType.INTERNAL);
        assertThat(counted(failure)).isOne();
    }

    @Test
    void aConnectionThatWasNotMadeInTimeIsToBeSentAgain() {
        SQLException interrupted = new SQLException("Something unusual has occurred", "99999");
        assertThat(Problems.of(interrupted).type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(counted(interrupted)).isZero();
    }

    @Test
    void whatFailedBesidesABugDoesNotHideIt() {
        IllegalStateException bug = new IllegalStateException("this cannot be");
        bug.addSuppressed(serverGone());
        assertThat(Problems.of(bug).type()).isEqualTo(ProblemType.INTERNAL);
        assertThat(counted(bug)).isOne();
    }
}
