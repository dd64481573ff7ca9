package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;
import org.tallystick.csv.CsvDialect;
import org.tallystick.pdf.MakePdf;

/** PDF, tagged, on pages lying down. */
@ApplicationScoped
class PdfTableFormat implements TableFormat {
    /** What a page is made of is held in memory. */
    static final int MOST_ROWS = 2_000;

    private final MakePdf pdf;

    PdfTableFormat(MakePdf pdf) {
        this.pdf = pdf;
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
    public long mostRows() {
        return MOST_ROWS;
    }

    @Override
    public TableWriter writer(CsvDialect dialect, OutputStream out) {
        return new PdfTable(pdf, MOST_ROWS, new PdfTable.Binding() {
            @Override
            public OutputStream open(TableHead head, int volume) {
                return out;
            }

            @Override
            public void close() {}
        });
    }
}
