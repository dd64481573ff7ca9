package org.tallystick.bankfile;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.tallystick.statement.StatementFormat;
import org.tallystick.statement.StatementHead;
import org.tallystick.statement.StatementOptions;
import org.tallystick.statement.StatementWriter;

/** ISO 20022 camt.053.001.08, the bank-to-customer statement. It has no registered media type of its own. */
@ApplicationScoped
class CamtFormat implements StatementFormat {
    /** {@code totalDigits} of an amount in the schema. */
    private static final Room ROOM = new Room(18);

    @Override
    public String code() {
        return "camt053";
    }

    @Override
    public String mediaType() {
        return "application/x-camt053+xml";
    }

    @Override
    public String extension() {
        return "xml";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Optional<String> lacking(StatementHead head) {
        return ROOM.lacking(head);
    }

    @Override
    public StatementWriter writer(StatementOptions options, OutputStream out) throws IOException {
        return new CamtStatement(new XmlOut(out));
    }
}
