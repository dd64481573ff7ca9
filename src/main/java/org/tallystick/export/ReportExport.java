package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.tallystick.csv.CsvDialect;
import org.tallystick.job.JobProgress;
import org.tallystick.job.ResumableWork.Content;
import org.tallystick.problem.FieldErrors;
import org.tallystick.report.ReportRequest;
import org.tallystick.report.ReportRequestReader;
import org.tallystick.report.ReportRequestReader.Asked;
import org.tallystick.report.SpooledReport;
import org.tallystick.report.TableFormat;
import org.tallystick.report.TableFormats;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** A report on the whole community in any format, of any length. */
@ApplicationScoped
class ReportExport implements ExportKind {
    private static final String TRADES = "trades";

    private final ReportRequestReader reader;
    private final TableFormats formats;
    private final WriteTable tables;
    private final BookSizes sizes;

    ReportExport(ReportRequestReader reader, TableFormats formats, WriteTable tables, BookSizes sizes) {
        this.reader = reader;
        this.formats = formats;
        this.tables = tables;
        this.sizes = sizes;
    }

    @Override
    public String code() {
        return "report";
    }

    @Override
    public Set<String> fields() {
        return Set.of("report", "format", "currency", "from", "to", "asOf", "date", "options");
    }

    @Override
    public Export read(Access access, NewExport request) {
        access.require(Permission.SEE_REPORTS);
        FieldErrors errors = new FieldErrors();
        String report = errors.required("report", request.report(), "");
        String code = errors.required("format", request.format(), "");
        errors.throwIfAny();
        TableFormat format = formats.byCode(code);
        ExportOptions options = new ExportOptions(request, errors);
        CsvDialect dialect = options.dialect(code, format.hasDialects());
        options.end();
        errors.throwIfAny();
        Asked asked =
                new Asked(report, request.currency(), request.date(), request.asOf(), request.from(), request.to());
        ReportRequest read = reader.read(access.community().id(), asked);
        Asked settled = reader.settled(asked, read);
        return new Export(
                request.on(settled.date(), settled.to()), Optional.empty(), new OfReport(read, format, dialect));
    }

    private final class OfReport implements Content {
        private final ReportRequest request;
        private final TableFormat format;
        private final CsvDialect dialect;
        private boolean inVolumes;

        OfReport(ReportRequest request, TableFormat format, CsvDialect dialect) {
            this.request = request;
            this.format = format;
            this.dialect = dialect;
        }

        @Override
        public String fileName() {
            return request.community().slug() + "-" + request.code() + "-" + request.to() + "."
                    + (inVolumes ? "zip" : format.extension());
        }

        @Override
        public String mediaType() {
            return inVolumes ? "application/zip" : format.mediaType();
        }

        @Override
        public long rows() {
            return request.code().equals(TRADES)
                    ? sizes.trades(request.community(), request.currency())
                    : sizes.accounts(request.community(), request.currency());
        }

        @Override
        public void write(OutputStream out, JobProgress progress) throws IOException {
            try (SpooledReport report = tables.read(request, progress)) {
                inVolumes = !WriteTable.fits(format, report);
                if (inVolumes) {
                    tables.writeVolumes(report, out, progress);
                } else {
                    tables.write(report, format, dialect, out, progress);
                }
            }
        }
    }
}
