package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.tallystick.problem.ProblemException;
import org.tallystick.web.Turns;

/** Makes a statement, or a page of one, in memory: so that it has a length, and an answer of its own if it cannot be made. */
@ApplicationScoped
class MakeStatement {
    private static final int MOST_AT_ONCE = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final int PAGE_BYTES = 16_384;

    private final Turns turns =
            new Turns(MOST_AT_ONCE, LONGEST_WAIT, "Others are having statements printed right now; ask for it again.");
    private final Statements statements;

    MakeStatement(Statements statements) {
        this.statements = statements;
    }

    /**
     * Waits for its turn where the format is a costly one, and for the database.
     *
     * @throws ProblemException {@code unavailable} if its turn does not come soon
     */
    byte[] make(OpenStatement statement, StatementFormat format, StatementOptions options) {
        try {
            return format.madeWhole()
                    ? turns.take(() -> bytes(statement, format, options))
                    : bytes(statement, format, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(OpenStatement statement, StatementFormat format, StatementOptions options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(PAGE_BYTES);
        statements.write(statement, format.writer(options, out));
        return out.toByteArray();
    }
}
