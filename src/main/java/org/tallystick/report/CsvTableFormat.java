package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import org.tallystick.csv.CsvDialect;

/** CSV by RFC 4180, for spreadsheets. */
@ApplicationScoped
class CsvTableFormat implements TableFormat {
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
    public boolean hasDialects() {
        return true;
    }

    @Override
    public TableWriter writer(CsvDialect dialect, OutputStream out) throws IOException {
        return new CsvTable(dialect, out);
    }
}
