package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Set;
import org.tallystick.job.JobProgress;
import org.tallystick.job.ResumableWork.Content;
import org.tallystick.problem.FieldErrors;
import org.tallystick.security.Access;
import org.tallystick.statement.OpenStatement;
import org.tallystick.statement.StatementFormat;
import org.tallystick.statement.StatementFormats;
import org.tallystick.statement.StatementOptions;
import org.tallystick.statement.StatementRequest;
import org.tallystick.statement.StatementRequestReader;

/** The statement of an account in any format, of any length. */
@ApplicationScoped
class StatementExport implements ExportKind {
    private final StatementRequestReader reader;
    private final StatementFormats formats;
    private final WriteStatement statements;

    StatementExport(StatementRequestReader reader, StatementFormats formats, WriteStatement statements) {
        this.reader = reader;
        this.formats = formats;
        this.statements = statements;
    }

    @Override
    public String code() {
        return "statement";
    }

    @Override
    public Set<String> fields() {
        return Set.of("format", "account", "from", "to", "asOf", "options");
    }

    @Override
    public Export read(Access access, NewExport request) {
        FieldErrors errors = new FieldErrors();
        String account = errors.required("account", request.account(), "");
        String code = errors.required("format", request.format(), "");
        errors.throwIfAny();
        StatementFormat format = formats.byCode(code);
        ExportOptions options = new ExportOptions(request, errors);
        StatementOptions chosen = new StatementOptions(options.dialect(code, format.hasDialects()));
        options.end();
        errors.throwIfAny();
        StatementRequest read = reader.read(access, account, request.from(), request.to(), request.asOf(), null, null);
        return new Export(
                request.until(read.to().toString()),
                read.account().member(),
                new OfStatement(read, format, chosen, access.community().zone()));
    }

    private final class OfStatement implements Content {
        private final StatementRequest request;
        private final StatementFormat format;
        private final StatementOptions options;
        private final ZoneId zone;
        private boolean inVolumes;

        OfStatement(StatementRequest request, StatementFormat format, StatementOptions options, ZoneId zone) {
            this.request = request;
            this.format = format;
            this.options = options;
            this.zone = zone;
        }

        @Override
        public String fileName() {
            return request.account().address() + "-" + request.to() + "." + (inVolumes ? "zip" : format.extension());
        }

        @Override
        public String mediaType() {
            return inVolumes ? "application/zip" : format.mediaType();
        }

        @Override
        public long rows() {
            return statements.open(request, zone).head().entries();
        }

        @Override
        public void write(OutputStream out, JobProgress progress) throws IOException {
            OpenStatement statement = statements.open(request, zone);
            inVolumes = WriteStatement.inVolumes(statement, format);
            statements.write(statement, format, options, out, progress);
        }
    }
}
