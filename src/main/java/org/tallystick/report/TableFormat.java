package org.tallystick.report;

import java.io.IOException;
import java.io.OutputStream;
import org.tallystick.csv.CsvDialect;

/** A format in which tables are written; each is a bean of its own, and {@link TableFormats} finds them all. */
public interface TableFormat {
    /** As {@code ?format=} names it. */
    String code();

    /** With its charset, where it has one. */
    String mediaType();

    /** Of the file that it makes, without a dot. */
    String extension();

    /** Where it stands among those that a caller accepts equally; the lowest is taken. */
    int order();

    /** Whether a browser shows it, and does not keep it as a file. */
    default boolean inline() {
        return false;
    }

    /** Whether it is written in dialects of CSV. */
    default boolean hasDialects() {
        return false;
    }

    /** How many rows a document has at most; longer ones are made by an export, in volumes. */
    default long mostRows() {
        return Long.MAX_VALUE;
    }

    /**
     * @param dialect says nothing to formats without dialects
     * @param out is flushed at the end, and not closed
     */
    TableWriter writer(CsvDialect dialect, OutputStream out) throws IOException;
}
