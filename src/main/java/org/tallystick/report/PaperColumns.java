package org.tallystick.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.report.PaperTable.PaperCell;
import org.tallystick.report.PaperTable.PaperColumn;
import org.tallystick.report.PaperTable.PaperRow;

/**
 * How wide the columns of a printed table are: numbers are never broken, and texts share what is left. Where that is too
 * little, all is printed smaller.
 */
record PaperColumns(String fontSize, List<PaperColumn> columns) {
    /** A4 lying down, without its margins. */
    private static final double PAGE_MM = 263;

    private static final double[] SIZES_POINTS = {8, 7, 6, 5, 4};
    /** Of a digit, and about that of a letter, for each point of the font's size. */
    private static final double DIGIT_MM = 0.203;

    private static final double PADDING_MM = 3.4;
    private static final double LEAST_TEXT_MM = 17;
    private static final int MOST_CHARACTERS = 40;

    static PaperColumns of(TableHead head, List<PaperRow> rows) {
        List<Integer> longest = longest(head, rows);
        for (double size : SIZES_POINTS) {
            double left = PAGE_MM - numbers(head, longest, size);
            double wanted = texts(head, longest, size);
            if (left >= wanted || left >= LEAST_TEXT_MM * countTexts(head) || size == SIZES_POINTS[4]) {
                return new PaperColumns(points(size), columns(head, longest, size, left / Math.max(1, wanted)));
            }
        }
        throw new IllegalStateException("The last size is taken");
    }

    private static List<Integer> longest(TableHead head, List<PaperRow> rows) {
        List<Integer> longest = new ArrayList<>();
        for (int i = 0; i < head.columns().size(); i++) {
            Column column = head.columns().get(i);
            int characters = longestWord(column.label());
            for (PaperRow row : rows) {
                characters = Math.max(characters, length(row.cells().get(i)));
            }
            longest.add(column.type().isNumber() ? characters : Math.min(characters, MOST_CHARACTERS));
        }
        return longest;
    }

    private static int length(PaperCell cell) {
        return cell.text().parts().stream()
                .mapToInt(part -> part.text().codePointCount(0, part.text().length()))
                .sum();
    }

    private static int longestWord(String label) {
        int longest = 0;
        for (String word : label.split(" ")) {
            longest = Math.max(longest, word.length());
        }
        return longest + 1;
    }

    private static double width(int characters, double size) {
        return PADDING_MM + characters * size * DIGIT_MM;
    }

    private static double numbers(TableHead head, List<Integer> longest, double size) {
        return sum(head, longest, size, true);
    }

    private static double texts(TableHead head, List<Integer> longest, double size) {
        return sum(head, longest, size, false);
    }

    private static double sum(TableHead head, List<Integer> longest, double size, boolean number) {
        double sum = 0;
        for (int i = 0; i < longest.size(); i++) {
            if (head.columns().get(i).type().isNumber() == number) {
                sum += width(longest.get(i), size);
            }
        }
        return sum;
    }

    private static long countTexts(TableHead head) {
        return head.columns().stream()
                .filter(column -> !column.type().isNumber())
                .count();
    }

    private static List<PaperColumn> columns(TableHead head, List<Integer> longest, double size, double stretch) {
        List<PaperColumn> columns = new ArrayList<>();
        for (int i = 0; i < longest.size(); i++) {
            Column column = head.columns().get(i);
            boolean number = column.type().isNumber();
            double width = width(longest.get(i), size) * (number ? 1 : stretch);
            columns.add(new PaperColumn(column.label(), String.format(Locale.ROOT, "%.2fmm", width), number));
        }
        return columns;
    }

    private static String points(double size) {
        return String.format(Locale.ROOT, "%.1fpt", size);
    }
}
