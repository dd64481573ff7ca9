package org.tallystick.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Statements of any length as a zip of PDF files, volumes of at most {@link #ENTRIES_EACH} entries: the balance carried over
 * from one is brought forward in the next. In constant memory.
 */
@ApplicationScoped
public class PdfVolumes {
    /** Such a volume is laid out in one piece, for about a second, before others have their turn. */
    public static final int ENTRIES_EACH = 500;

    private final PrintStatement print;

    PdfVolumes(PrintStatement print) {
        this.print = print;
    }

    /** @param out is flushed at the end, and not closed */
    public StatementWriter writer(OutputStream out) {
        return writer(ENTRIES_EACH, out);
    }

    StatementWriter writer(int entriesEach, OutputStream out) {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        PdfStatement volumes = new PdfStatement(print, entriesEach, new Zipped(zip));
        return new StatementWriter() {
            @Override
            public void begin(StatementHead head) throws IOException {
                volumes.begin(head);
            }

            @Override
            public void entry(StatementEntry entry) throws IOException {
                volumes.entry(entry);
            }

            @Override
            public void end(Optional<String> nextCursor) throws IOException {
                volumes.end(nextCursor);
                zip.finish();
                zip.flush();
            }
        };
    }

    private record Zipped(ZipOutputStream zip) implements PdfStatement.Binding {
        @Override
        public OutputStream open(StatementHead head, int number, int of) throws IOException {
            int digits = Integer.toString(of).length();
            String volume = String.format(Locale.ROOT, "%0" + digits + "d", number);
            ZipEntry entry = new ZipEntry(
                    head.account().address() + "-" + head.to() + "-volume-" + volume + "-of-" + of + ".pdf");
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
