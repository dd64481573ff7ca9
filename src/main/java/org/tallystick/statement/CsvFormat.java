package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;

/** CSV by RFC 4180, for spreadsheets. */
@ApplicationScoped
class CsvFormat implements StatementFormat {
    @Override
    public String code() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv;charset=UTF-8";
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public boolean paged() {
        return true;
    }

    @Override
    public boolean hasDialects() {
        return true;
    }

    @Override
    public StatementWriter writer(StatementOptions options, OutputStream out) throws IOException {
        return new CsvStatement(options.csv(), out);
    }
}
