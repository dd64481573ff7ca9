package org.tallystick.statement;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A format in which statements are written; each is a bean of its own, and {@link StatementFormats} finds them all. */
public interface StatementFormat {
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

    /** Whether it is read in pages too, by cursor and limit; else it is a document of the whole period. */
    default boolean paged() {
        return false;
    }

    /** Whether it is written in dialects of CSV. */
    default boolean hasDialects() {
        return false;
    }

    /** Whether it is made in memory as a whole, at a cost: few are made at once, and nothing is sent before it is made. */
    default boolean madeWhole() {
        return false;
    }

    /** How many entries a document has at most; longer ones are made by an export, in volumes. */
    default long mostEntries() {
        return Long.MAX_VALUE;
    }

    /** What it lacks for this statement, as the end of a sentence about it: room for so large an amount. */
    default Optional<String> lacking(StatementHead head) {
        return Optional.empty();
    }

    /** @param out is flushed at the end, and not closed */
    StatementWriter writer(StatementOptions options, OutputStream out) throws IOException;
}
