package org.tallystick.statement;

import java.io.IOException;
import java.util.Optional;

/** A format: the head once, each line in turn, the end once. */
interface StatementWriter {
    void begin(StatementHead head) throws IOException;

    void line(StatementLine line) throws IOException;

    /** @param nextCursor where the next page begins, if there is one */
    void end(Optional<String> nextCursor) throws IOException;
}
