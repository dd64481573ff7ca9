package org.tallystick.statement;

import java.io.IOException;
import java.util.Optional;

/** A format: the head once, each entry in turn, the end once. For one thread. */
public interface StatementWriter {
    void begin(StatementHead head) throws IOException;

    void entry(StatementEntry entry) throws IOException;

    /** @param nextCursor where the next page begins, if there is one */
    void end(Optional<String> nextCursor) throws IOException;
}
