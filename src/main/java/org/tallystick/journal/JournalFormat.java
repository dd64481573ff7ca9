package org.tallystick.journal;

import java.io.OutputStream;
import org.tallystick.statement.StatementFormat;
import org.tallystick.statement.StatementOptions;
import org.tallystick.statement.StatementWriter;

/** Statements in one of the dialects. */
abstract class JournalFormat implements StatementFormat {
    private final JournalDialect dialect;
    private final int order;

    JournalFormat(JournalDialect dialect, int order) {
        this.dialect = dialect;
        this.order = order;
    }

    @Override
    public String code() {
        return dialect.code();
    }

    @Override
    public String mediaType() {
        return dialect.mediaType();
    }

    @Override
    public String extension() {
        return dialect.extension();
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public StatementWriter writer(StatementOptions options, OutputStream out) {
        return new JournalStatement(dialect, out);
    }
}
