package org.tallystick.report;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.pdf.Directed;

/**
 * A table, or a volume of one, as it is printed on a page lying down: all of it text.
 *
 * @param fontSize in points
 */
record PaperTable(
        String title,
        String subject,
        List<Directed> identity,
        List<Directed> letterhead,
        String heading,
        List<Directed> subtitle,
        String fontSize,
        List<PaperColumn> columns,
        List<PaperRow> rows) {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MADE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    record PaperColumn(String label, String width, boolean number) {}

    record PaperCell(Directed text, boolean number) {}

    record PaperRow(boolean sum, List<PaperCell> cells) {}

    /** @param volume 0 for a table in one */
    static PaperTable of(TableHead head, int volume, List<Row> rows) {
        List<PaperRow> shown = rows.stream().map(row -> row(row, head)).toList();
        PaperColumns columns = PaperColumns.of(head, shown);
        List<String> subtitle = new ArrayList<>(head.subtitle());
        subtitle.add("Made " + MADE.withZone(head.zone()).format(head.writtenAt()));
        String heading = volume == 0 ? head.title() : head.title() + ", volume " + volume;
        return new PaperTable(
                heading + ", " + head.community(),
                heading + " of " + head.community() + ". " + String.join(" ", head.subtitle()),
                directed(List.of(head.community(), heading)),
                directed(head.letterhead().isEmpty() ? List.of(head.community()) : head.letterhead()),
                heading,
                directed(subtitle),
                columns.fontSize(),
                columns.columns(),
                shown);
    }

    private static List<Directed> directed(List<String> texts) {
        return texts.stream().map(Directed::of).toList();
    }

    private static PaperRow row(Row row, TableHead head) {
        List<PaperCell> cells = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            cells.add(new PaperCell(
                    Directed.of(text(cell, head)), head.columns().get(i).type().isNumber()));
        }
        return new PaperRow(row.kind() != RowKind.LINE, cells);
    }

    private static String text(Cell cell, TableHead head) {
        ZoneId zone = head.zone();
        return cell instanceof Cell.Moment moment
                ? INSTANT.withZone(zone).format(moment.instant())
                : Cells.plain(cell, head.currency().scale());
    }
}
