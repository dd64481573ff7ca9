package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import org.tallystick.job.JobProgress;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.statement.OpenStatement;
import org.tallystick.statement.PdfVolumes;
import org.tallystick.statement.StatementFormat;
import org.tallystick.statement.StatementOptions;
import org.tallystick.statement.StatementRequest;
import org.tallystick.statement.StatementWriter;
import org.tallystick.statement.Statements;

/** Writes a statement in any format, of any length: a PDF that would be too long for one document is a zip of volumes. */
@ApplicationScoped
class WriteStatement {
    private static final String PDF = "pdf";

    private final Statements statements;
    private final PdfVolumes volumes;

    WriteStatement(Statements statements, PdfVolumes volumes) {
        this.statements = statements;
        this.volumes = volumes;
    }

    OpenStatement open(StatementRequest request, ZoneId zone) {
        return statements.open(request, zone);
    }

    /** Whether it is written in volumes. */
    static boolean inVolumes(OpenStatement statement, StatementFormat format) {
        return format.code().equals(PDF) && statement.head().entries() > format.mostEntries();
    }

    /**
     * Closes nothing.
     *
     * @throws ProblemException {@code malformed} for one that the format has no room for
     */
    void write(
            OpenStatement statement,
            StatementFormat format,
            StatementOptions options,
            OutputStream out,
            JobProgress progress)
            throws IOException {
        StatementWriter writer;
        if (inVolumes(statement, format)) {
            writer = volumes.writer(out);
        } else {
            requireRoom(statement, format);
            writer = format.writer(options, out);
        }
        statements.writePatiently(statement, new CountedStatement(writer, progress));
    }

    private static void requireRoom(OpenStatement statement, StatementFormat format) {
        long entries = statement.head().entries();
        if (entries > format.mostEntries()) {
            throw refused("is made of at most " + format.mostEntries() + " entries, and the period has " + entries
                    + "; choose a shorter one");
        }
        format.lacking(statement.head()).ifPresent(why -> {
            throw refused(format.code() + " " + why);
        });
    }

    private static ProblemException refused(String why) {
        return Problem.ofField(ProblemType.MALFORMED, "format", "too-large", why)
                .asException();
    }
}
