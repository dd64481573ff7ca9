package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;
import org.tallystick.csv.CsvDialect;

/** A workbook (ECMA-376), for spreadsheets. */
@ApplicationScoped
class XlsxTableFormat implements TableFormat {
    @Override
    public String code() {
        return "xlsx";
    }

    @Override
    public String mediaType() {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }

    @Override
    public String extension() {
        return "xlsx";
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public TableWriter writer(CsvDialect dialect, OutputStream out) {
        return new XlsxTable(out);
    }
}
