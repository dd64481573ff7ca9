package org.tallystick.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records of CSV (RFC 4180, UTF-8) in a dialect, written one by one. For one thread. */
public final class CsvOutput {
    private final Writer out;
    private final CsvWriter csv;

    /** @param out is not closed */
    public CsvOutput(OutputStream out, CsvDialect dialect) throws IOException {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (dialect.byteOrderMark()) {
            this.out.write('\uFEFF');
        }
        this.csv = CsvWriter.builder()
                .fieldSeparator(dialect.separator().character())
                .lineDelimiter(LineDelimiter.CRLF)
                .build(this.out);
    }

    public void record(List<String> fields) {
        csv.writeRecord(fields);
    }

    public void flush() throws IOException {
        csv.flush();
        out.flush();
    }
}
