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
import org.tallystick.report.SpooledReport;
import org.tallystick.report.TableFormat;
import org.tallystick.report.TableWriter;

/** Writes a report in any format, of any length: one that is too long for a document is a zip of volumes. */
@ApplicationScoped
class WriteTable {
    private final Reports reports;
    private final PdfTableVolumes volumes;

    WriteTable(Reports reports, PdfTableVolumes volumes) {
        this.reports = reports;
        this.volumes = volumes;
    }

    /** What it says now, to be written as often as is wanted. Whoever reads it closes it. */
    SpooledReport read(ReportRequest request, JobProgress progress) throws IOException {
        return reports.read(request, progress::requireGoingOn);
    }

    /** Whether a document of the format has room for it. */
    static boolean fits(TableFormat format, SpooledReport report) {
        return report.rows() <= format.mostRows();
    }

    /** @return how many rows it has */
    long write(SpooledReport report, TableFormat format, CsvDialect dialect, OutputStream out, JobProgress progress)
            throws IOException {
        return write(report, format.writer(dialect, out), progress);
    }

    /** As a zip of PDF files. @return how many rows it has */
    long writeVolumes(SpooledReport report, OutputStream out, JobProgress progress) throws IOException {
        return write(report, volumes.writer(out), progress);
    }

    private static long write(SpooledReport report, TableWriter writer, JobProgress progress) throws IOException {
        report.writeTo(new CountedTable(writer, progress::done));
        return report.rows();
    }
}
