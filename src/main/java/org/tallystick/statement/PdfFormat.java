package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;

/** PDF, tagged, for people and their files. */
@ApplicationScoped
class PdfFormat implements StatementFormat {
    /** What a page is made of is held in memory: docs/performance.md. */
    static final int MOST_ENTRIES = 2_000;

    private final PrintStatement print;

    PdfFormat(PrintStatement print) {
        this.print = print;
    }

    @Override
    public String code() {
        return "pdf";
    }

    @Override
    public String mediaType() {
        return "application/pdf";
    }

    @Override
    public String extension() {
        return "pdf";
    }

    @Override
    public int order() {
        return 3;
    }

    @Override
    public long mostEntries() {
        return MOST_ENTRIES;
    }

    @Override
    public StatementWriter writer(StatementOptions options, OutputStream out) {
        return new PdfStatement(print, MOST_ENTRIES, new PdfStatement.Binding() {
            @Override
            public OutputStream open(StatementHead head, int number, int of) {
                return out;
            }

            @Override
            public void close() {}
        });
    }
}
