package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;

/** A workbook (ECMA-376), for spreadsheets. */
@ApplicationScoped
class XlsxFormat implements StatementFormat {
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
    public StatementWriter writer(StatementOptions options, OutputStream out) {
        return new XlsxStatement(out);
    }
}
