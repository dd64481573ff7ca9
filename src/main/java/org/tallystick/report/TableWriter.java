package org.tallystick.report;

import java.io.IOException;

/** A table being written: the head once, each row in turn, the end once. Keeps no lines. For one thread. */
public interface TableWriter {
    void begin(TableHead head) throws IOException;

    void row(Row row) throws IOException;

    void end() throws IOException;
}
