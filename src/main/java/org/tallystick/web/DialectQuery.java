package org.tallystick.web;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.tallystick.csv.CsvDialect;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;

/** How CSV is to be written, as query parameters. */
public class DialectQuery {
    @Parameter(description = "Of CSV: comma, semicolon or tab between the fields; comma if absent")
    @QueryParam("separator")
    @Nullable
    String separator;

    @Parameter(description = "Of CSV: point or comma before the digits of a fraction; point if absent")
    @QueryParam("decimal")
    @Nullable
    String decimal;

    @Parameter(
            description =
                    "Of CSV: true for a byte order mark at the beginning, by which some spreadsheets know UTF-8; false if absent")
    @QueryParam("bom")
    @Nullable
    String bom;

    /**
     * The dialect that is asked for.
     *
     * @param format as {@code ?format=} names it
     * @param offered whether the format is written in dialects at all
     * @throws ProblemException 400 for what there is not, and for what says nothing to this format
     */
    public CsvDialect read(String format, boolean offered) {
        FieldErrors errors = new FieldErrors();
        CsvDialect dialect = Dialects.read(format, offered, separator, decimal, bom, errors);
        errors.throwIfAny();
        return dialect;
    }
}
