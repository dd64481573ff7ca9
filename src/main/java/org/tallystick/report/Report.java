package org.tallystick.report;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A report: a table that is made of the books; each is a bean of its own, and {@link Reports} finds them all. */
interface Report {
    /** By which the address names it. */
    String code();

    String title();

    /** What it may be asked for. */
    Set<Parameter> takes();

    List<Column> columns();

    /** Reads it, and writes it as it is read. */
    void write(BooksAtOnce books, ReportRequest request, TableWriter writer) throws SQLException, IOException;
}
