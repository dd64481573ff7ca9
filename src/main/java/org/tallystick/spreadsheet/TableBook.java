package org.tallystick.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tallystick.ledger.Amount;

/**
 * A workbook with one table: some lines above it, a header that stays in sight and filters, and rows without end, which go on on
 * further sheets where one is full. Rows are sent as they come, and no more than some are in memory. Texts stand in their cells
 * as texts, so that none of them is a formula, whatever it begins with. For one thread.
 */
public final class TableBook {
    private static final int ROWS_AT_ONCE = 500;

    /**
     * Spreadsheets count in binary floating point, which holds fifteen decimal digits whatever they are; but of those close below a
     * power of ten some are shown rounded (LibreOffice 7.4 makes 10000000000000.00 of 9999999999999.98). Of fourteen, none is.
     */
    private static final long EXACT = 100_000_000_000_000L;

    private static final String DATE = "yyyy-mm-dd";
    private static final String DATE_TIME = "yyyy-mm-dd hh:mm:ss";
    private static final String SHADE = "E8EEF4";

    private final Workbook book;
    private final String name;
    private final List<SheetColumn> columns;
    private final int scale;
    private final ZoneId zone;
    private final int mostRows;
    private final String amountFormat;
    private Worksheet sheet;
    private int sheets = 1;
    private int row;
    private int headerRow = -1;
    private int filteredTo;
    private boolean strong;

    /**
     * Begins a workbook.
     *
     * @param out is flushed at the end, and not closed
     * @param name of the sheet: at most 20 characters, none of {@code []:*?/\}
     * @param scale digits after the point of all amounts
     * @param zone in which instants are shown
     */
    public TableBook(OutputStream out, String name, List<SheetColumn> columns, int scale, ZoneId zone) {
        this(out, name, columns, scale, zone, Worksheet.MAX_ROWS);
    }

    /** @param mostRows of a sheet; spreadsheets take {@value Worksheet#MAX_ROWS} */
    TableBook(OutputStream out, String name, List<SheetColumn> columns, int scale, ZoneId zone, int mostRows) {
        this.book = new Workbook(out, "Tallystick", "1.0");
        this.name = name;
        this.columns = List.copyOf(columns);
        this.scale = scale;
        this.zone = zone;
        this.mostRows = mostRows;
        this.amountFormat = scale == 0 ? "0" : "0." + "0".repeat(scale);
        this.sheet = newSheet(name);
    }

    private Worksheet newSheet(String title) {
        Worksheet made = book.newWorksheet(title);
        for (int i = 0; i < columns.size(); i++) {
            made.width(i, columns.get(i).width());
        }
        made.pageOrientation("landscape");
        made.fitToWidth((short) 1);
        made.fitToHeight((short) 0);
        return made;
    }

    /** The row that is being written stands out: a title, a total. */
    public void strong() {
        strong = true;
    }

    /** Writes the labels of the columns: they, and what stands above them, stay in sight. */
    public void header() throws IOException {
        headerRow = row;
        for (int i = 0; i < columns.size(); i++) {
            sheet.inlineString(row, i, CellText.of(columns.get(i).label()));
            sheet.style(row, i)
                    .bold()
                    .fillColor(SHADE)
                    .wrapText(true)
                    .verticalAlignment("top")
                    .set();
        }
        sheet.freezePane(0, row + 1);
        sheet.repeatRows(row);
        row++;
        sheet.flush();
    }

    public void text(int column, String text) {
        if (!text.isEmpty()) {
            sheet.inlineString(row, column, CellText.of(text));
            if (strong) {
                sheet.style(row, column).bold().set();
            }
        }
    }

    /** A number, or a text that reads the same where a spreadsheet would round it: beyond 14 digits. */
    public void amount(int column, Amount amount) {
        if (isExact(amount.minorUnits())) {
            sheet.value(row, column, BigDecimal.valueOf(amount.minorUnits(), scale));
            style(column).format(amountFormat).set();
        } else {
            sheet.inlineString(row, column, amount.format(scale));
            style(column).horizontalAlignment("right").set();
        }
    }

    /** The same for a number without digits after the point. */
    public void integer(int column, long number) {
        if (isExact(number)) {
            sheet.value(row, column, number);
            style(column).format("0").set();
        } else {
            text(column, Long.toString(number));
        }
    }

    private static boolean isExact(long number) {
        return number > -EXACT && number < EXACT;
    }

    public void date(int column, LocalDate date) {
        sheet.value(row, column, date);
        style(column).format(DATE).horizontalAlignment("left").set();
    }

    /** As a clock on the wall of the community showed it, to the second. */
    public void instant(int column, Instant instant) {
        sheet.value(row, column, LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), zone));
        style(column).format(DATE_TIME).horizontalAlignment("left").set();
    }

    private StyleSetter style(int column) {
        StyleSetter style = sheet.style(row, column);
        return strong ? style.bold() : style;
    }

    /** Ends the row that is being written; where the sheet is full, the next one is on a further sheet, under the same header. */
    public void endRow() throws IOException {
        if (!strong) {
            // Whoever filters filters the rows, and not what adds them up.
            filteredTo = row;
        }
        strong = false;
        row++;
        if (row == mostRows) {
            endSheet();
            sheets++;
            sheet = newSheet(name + " " + sheets);
            row = 0;
            filteredTo = 0;
            header();
        } else if (row % ROWS_AT_ONCE == 0 && headerRow >= 0) {
            sheet.flush();
        }
    }

    private void endSheet() throws IOException {
        if (headerRow >= 0) {
            sheet.setAutoFilter(headerRow, 0, Math.max(headerRow, filteredTo), columns.size() - 1);
        }
        sheet.finish();
    }

    public void finish() throws IOException {
        endSheet();
        book.finish();
    }
}
