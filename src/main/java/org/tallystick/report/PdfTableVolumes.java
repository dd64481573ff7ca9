package org.tallystick.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tallystick.pdf.MakePdf;

/** Tables of any length as a zip of PDF files, volumes of at most {@link #ROWS_EACH} rows. In constant memory. */
@ApplicationScoped
public class PdfTableVolumes {
    public static final int ROWS_EACH = 500;

    private final MakePdf pdf;

    PdfTableVolumes(MakePdf pdf) {
        this.pdf = pdf;
    }

    /** @param out is flushed at the end, and not closed */
    public TableWriter writer(OutputStream out) {
        return writer(ROWS_EACH, out);
    }

    TableWriter writer(int rowsEach, OutputStream out) {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        PdfTable volumes = new PdfTable(pdf, rowsEach, new Zipped(zip));
        return new TableWriter() {
            @Override
            public void begin(TableHead head) {
                volumes.begin(head);
            }

            @Override
            public void row(Row row) throws IOException {
                volumes.row(row);
            }

            @Override
            public void end() throws IOException {
                volumes.end();
                zip.finish();
                zip.flush();
            }
        };
    }

    private record Zipped(ZipOutputStream zip) implements PdfTable.Binding {
        @Override
        public OutputStream open(TableHead head, int volume) throws IOException {
            ZipEntry entry =
                    new ZipEntry(String.format(Locale.ROOT, "%s-volume-%03d.pdf", head.code(), Math.max(1, volume)));
            entry.setTimeLocal(head.writtenAt().atOffset(ZoneOffset.UTC).toLocalDateTime());
            zip.putNextEntry(entry);
            return zip;
        }

        @Override
        public void close() throws IOException {
            zip.closeEntry();
        }
    }
}
