package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The table of growth: a line for each figure, a column for each size. */
record GrowthReport(List<Grown> sizes, int seconds) {
    GrowthReport {
        sizes = List.copyOf(sizes);
    }

    String text() {
        StringBuilder text = new StringBuilder("# Growth on " + Results.today() + "\n\n");
        text.append(sizes.get(0).machine())
                .append(" Each size on a fresh database, one community; ")
                .append(seconds)
                .append(" s for each figure, after warming up in another community. The busy account has about a")
                .append(" hundredth of all entries. Trades come last: they make the smaller books larger.\n\n|");
        sizes.forEach(grown -> text.append(
                String.format(Locale.ROOT, " | %,d entries", grown.size().entries())));
        text.append(" | largest : smallest |\n|---|")
                .append("---|".repeat(sizes.size() + 1))
                .append('\n');
        for (Figure figure : Figure.values()) {
            line(text, figure);
        }
        return text.toString();
    }

    private void line(StringBuilder text, Figure figure) {
        text.append("| ").append(figure.label());
        sizes.forEach(grown -> text.append(" | ").append(figure.text(grown.value(figure))));
        double smallest = sizes.get(0).value(figure);
        double largest = sizes.get(sizes.size() - 1).value(figure);
        text.append(smallest > 0 ? String.format(Locale.ROOT, " | %,.2f |\n", largest / smallest) : " | |\n");
    }

    Path write() throws IOException {
        return Results.write(
                Results.today() + "-growth.md",
                text() + "\n![Time of one operation by the size of the books](growth.svg)\n");
    }
}
