package org.tallystick.bankfile;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import org.tallystick.statement.StatementFormat;
import org.tallystick.statement.StatementOptions;
import org.tallystick.statement.StatementWriter;

/** OFX 2.1.1, which is XML. Its amounts have room for 32 characters: any of ours. */
@ApplicationScoped
class OfxFormat implements StatementFormat {
    @Override
    public String code() {
        return "ofx";
    }

    @Override
    public String mediaType() {
        return "application/x-ofx";
    }

    @Override
    public String extension() {
        return "ofx";
    }

    @Override
    public int order() {
        return 21;
    }

    @Override
    public StatementWriter writer(StatementOptions options, OutputStream out) throws IOException {
        return new OfxStatement(new XmlOut(out));
    }
}
