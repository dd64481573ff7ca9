package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import org.tallystick.csv.CsvDialect;
import org.tallystick.job.JobProgress;
import org.tallystick.report.CountedTable;
import org.tallystick.report.PdfTableVolumes;
import org.tallystick.report.ReportRequest;
import org.tallystick.report.Reports;
import org.tallystick.report.TableFormat;

/** Writes a report in any format, of any length: one that is too long for a document is a zip of volumes. */
@ApplicationScoped
class WriteTable {
    private final Reports reports;
    private final PdfTableVolumes volumes;

    WriteTable(Reports reports, PdfTableVolumes volumes) {
        this.reports = reports;
        this.volumes = volumes;
    }

    /** How many rows it has now: reads all of it, and writes none. */
    long rows(ReportRequest request, JobProgress progress) throws IOException {
        CountedTable counted = CountedTable.nowhere(progress::done);
        reports.write(request, counted);
        return counted.rows();
    }

    /** Whether a document of the format has room for so many rows. */
    static boolean fits(TableFormat format, long rows) {
        return rows <= format.mostRows();
    }

    /** @return how many rows it has */
    long write(ReportRequest request, TableFormat format, CsvDialect dialect, OutputStream out, JobProgress progress)
            throws IOException {
        CountedTable counted = new CountedTable(format.writer(dialect, out), progress::done);
        reports.write(request, counted);
        return counted.rows();
    }

    /** As a zip of PDF files. @return how many rows it has */
    long writeVolumes(ReportRequest request, OutputStream out, JobProgress progress) throws IOException {
        CountedTable counted = new CountedTable(volumes.writer(out), progress::done);
        reports.write(request, counted);
        return counted.rows();
    }
}
