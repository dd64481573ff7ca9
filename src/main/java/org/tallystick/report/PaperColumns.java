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
            if (left >= texts(head, longest, size) || left >= LEAST_TEXT_MM * countTexts(head)) {
                return new PaperColumns(points(size), columns(head, longest, size, left));
            }
        }
        double smallest = SIZES_POINTS[SIZES_POINTS.length - 1];
        return new PaperColumns(
                points(smallest), columns(head, longest, smallest, PAGE_MM - numbers(head, longest, smallest)));
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

    /** @param left for texts, in mm */
    private static List<PaperColumn> columns(TableHead head, List<Integer> longest, double size, double left) {
        double most = mostOfText(head, longest, size, left);
        double stretch = Math.max(1, left / Math.max(1, texts(head, longest, size)));
        List<PaperColumn> columns = new ArrayList<>();
        for (int i = 0; i < longest.size(); i++) {
            Column column = head.columns().get(i);
            boolean number = column.type().isNumber();
            double wanted = width(longest.get(i), size);
            double width = number ? wanted : Math.min(most, wanted * stretch);
            columns.add(new PaperColumn(column.label(), String.format(Locale.ROOT, "%.2fmm", width), number));
        }
        return columns;
    }

    /** What a short text leaves, the long ones share evenly. */
    private static double mostOfText(TableHead head, List<Integer> longest, double size, double left) {
        List<Double> wanted = new ArrayList<>();
        for (int i = 0; i < longest.size(); i++) {
            if (!head.columns().get(i).type().isNumber()) {
                wanted.add(width(longest.get(i), size));
            }
        }
        wanted.sort(null);
        double remaining = left;
        for (int i = 0; i < wanted.size(); i++) {
            double share = remaining / (wanted.size() - i);
            if (wanted.get(i) > share) {
                return share;
            }
            remaining -= wanted.get(i);
        }
        return left;
    }

    private static String points(double size) {
        return String.format(Locale.ROOT, "%.1fpt", size);
    }
}
