package org.tallystick.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.csv.CsvDialect;

/** The audit log as CSV (RFC 4180, UTF-8), with a header; what was before and after as JSON in a cell. */
final class CsvAudit {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer out;
    private final CsvWriter csv;

    CsvAudit(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(this.out);
    }

    void begin() {
        csv.writeRecord(
                "id", "changedAt", "changedBy", "program", "kind", "subject", "member", "reason", "before", "after");
    }

    void act(Act act) {
        csv.writeRecord(
                act.id().toString(),
                act.changedAt().toString(),
                text(act.changedBy()),
                text(act.program()),
                act.kind(),
                text(act.subject()),
                text(act.member()),
                text(act.reason()),
                json(act.before()),
                json(act.after()));
    }

    void end() throws IOException {
        csv.flush();
        out.flush();
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : CsvDialect.USUAL.text(written);
    }

    private static String json(@Nullable Map<String, @Nullable Object> values) {
        try {
            return values == null ? "" : CsvDialect.USUAL.text(JSON.writeValueAsString(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
