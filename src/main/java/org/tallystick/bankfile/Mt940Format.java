package org.tallystick.bankfile;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;
import java.util.Optional;
import org.tallystick.statement.StatementFormat;
import org.tallystick.statement.StatementHead;
import org.tallystick.statement.StatementOptions;
import org.tallystick.statement.StatementWriter;

/** SWIFT MT940, without the envelope of SWIFT's own network. */
@ApplicationScoped
class Mt940Format implements StatementFormat {
    /** An amount has 15 characters, the comma among them. */
    private static final Room ROOM = new Room(14);

    @Override
    public String code() {
        return "mt940";
    }

    @Override
    public String mediaType() {
        return "application/x-mt940";
    }

    @Override
    public String extension() {
        return "sta";
    }

    @Override
    public int order() {
        return 22;
    }

    @Override
    public long mostEntries() {
        return Mt940Statement.MOST_ENTRIES;
    }

    @Override
    public Optional<String> lacking(StatementHead head) {
        return ROOM.lacking(head);
    }

    @Override
    public StatementWriter writer(StatementOptions options, OutputStream out) {
        return new Mt940Statement(out);
    }
}
