package org.tallystick.status;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.tallystick.platform.SchemaVersion;
import org.tallystick.platform.StatementCancelled;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.problem.ProblemException;

/** Whether the database answers, and has the tables that this program needs. */
@Singleton
class DatabaseLook implements Look {
    private static final Logger LOG = Logger.getLogger(DatabaseLook.class);
    private static final int MOST_SECONDS = 3;

    private final SchemaVersion schema;
    private final boolean embedded;

    DatabaseLook(SchemaVersion schema, TallystickConfig config) {
        this.schema = schema;
        this.embedded = config.embedded();
    }

    @Override
    public Subject subject() {
        return Subject.DATABASE;
    }

    @Override
    public StatusLine look(Instant now) {
        try {
            return line(schema.read(MOST_SECONDS));
        } catch (ProblemException | StatementCancelled e) {
            LOG.debugf("The database does not answer: %s", e.getMessage());
            return away(embedded);
        }
    }

    @Override
    public StatusLine late() {
        return away(embedded);
    }

    static StatusLine line(SchemaVersion.State found) {
        if (found.difference() < 0) {
            return StatusLine.bad(
                    Subject.DATABASE,
                    "The database answers, but its tables are of version " + found.found() + ", and this program needs "
                            + found.needed() + ".",
                    "Was an older backup put in its place? Start the service again: it brings the tables up to date,"
                            + " or says what is missing.");
        }
        if (found.difference() > 0) {
            return StatusLine.attention(
                    Subject.DATABASE,
                    "The database answers; its tables are of version " + found.found() + ", newer than this program's "
                            + found.needed() + ".",
                    "While instances are replaced one after the other, nothing. Otherwise run the newer version here,"
                            + " too.");
        }
        return StatusLine.good(
                Subject.DATABASE,
                "The database answers, and its tables are up to date (version " + found.found() + ").");
    }

    static StatusLine away(boolean embedded) {
        return StatusLine.bad(
                Subject.DATABASE,
                "The database does not answer: nobody can trade.",
                embedded
                        ? "Stop the service and start it again, which starts its database, too. If that does not"
                                + " help, the files in postgresql-log in the data directory say why. Nothing that was"
                                + " acknowledged is lost."
                        : "See whether PostgreSQL runs and this machine can reach it. The service goes on by itself"
                                + " when it does; nothing that was acknowledged is lost.");
    }
}
