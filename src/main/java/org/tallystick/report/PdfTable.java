package org.tallystick.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.pdf.MakePdf;

/** A table as PDF, in volumes of a bounded number of rows: each is printed when it is full, and no row is kept longer. */
final class PdfTable implements TableWriter {
    /** Opens the file of each volume in turn. */
    interface Binding {
        /** @param volume 0 for a table in one */
        OutputStream open(TableHead head, int volume) throws IOException;

        /** A volume is written. */
        void close() throws IOException;
    }

    private final MakePdf pdf;
    private final int rowsEach;
    private final Binding binding;

    private final List<Row> rows = new ArrayList<>();
    private Optional<TableHead> begun = Optional.empty();
    private int printed;

    PdfTable(MakePdf pdf, int rowsEach, Binding binding) {
        this.pdf = pdf;
        this.rowsEach = rowsEach;
        this.binding = binding;
    }

    @Override
    public void begin(TableHead head) {
        begun = Optional.of(head);
    }

    @Override
    public void row(Row row) throws IOException {
        if (rows.size() == rowsEach) {
            print(printed + 1);
        }
        rows.add(row);
    }

    @Override
    public void end() throws IOException {
        print(printed == 0 ? 0 : printed + 1);
    }

    private void print(int volume) throws IOException {
        TableHead head = begun.orElseThrow();
        printed++;
        PaperTable table = PaperTable.of(head, volume, rows);
        rows.clear();
        OutputStream out = binding.open(head, volume);
        pdf.write(Papers.table(table).render(), head.writtenAt(), out);
        binding.close();
    }
}
