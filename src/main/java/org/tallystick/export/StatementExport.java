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
import org.tallystick.statement.Statements;

/** The statement of an account in any format, of any length. */
@ApplicationScoped
class StatementExport implements ExportKind {
    private final StatementRequestReader reader;
    private final StatementFormats formats;
    private final Statements statements;

    StatementExport(StatementRequestReader reader, StatementFormats formats, Statements statements) {
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
        StatementRequest read = reader.read(access, account, request.from(), request.to(), request.asOf(), null, null);
        return new Export(
                request.until(read.to().toString()),
                read.account().member(),
                new OfStatement(read, format, access.community().zone()));
    }

    private final class OfStatement implements Content {
        private final StatementRequest request;
        private final StatementFormat format;
        private final ZoneId zone;

        OfStatement(StatementRequest request, StatementFormat format, ZoneId zone) {
            this.request = request;
            this.format = format;
            this.zone = zone;
        }

        @Override
        public String fileName() {
            return request.account().address() + "-" + request.to() + "." + format.extension();
        }

        @Override
        public String mediaType() {
            return format.mediaType();
        }

        @Override
        public long rows() {
            return statements.open(request, zone).head().entries();
        }

        @Override
        public void write(OutputStream out, JobProgress progress) throws IOException {
            OpenStatement statement = statements.open(request, zone);
            statements.write(statement, new CountedStatement(format.writer(StatementOptions.NONE, out), progress));
        }
    }
}
