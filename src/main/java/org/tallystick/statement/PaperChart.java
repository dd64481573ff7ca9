package org.tallystick.statement;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tallystick.ledger.Amount;
import org.tallystick.pdf.LineChart;

/**
 * The line of a balance on paper, for {@code org.tallystick.pdf.LineChart}.
 *
 * @param points pairs of shares of width and height, from the left and the top
 * @param zero where zero lies
 * @param alt the same in words, for whoever does not see it
 * @param labels beside it
 */
record PaperChart(
        boolean shown,
        String title,
        String points,
        String zero,
        String alt,
        List<Label> labels,
        String first,
        String last) {
    static final PaperChart NONE = new PaperChart(false, "", "", "", "", List.of(), "", "");

    private static final double HEIGHT_MM = 26;
    /** Of the height: nearer ones would be printed over each other. */
    private static final double LABELS_APART = 0.12;

    private static final double LABEL_HALF_MM = 1.2;

    /** @param top in mm */
    record Label(String top, String text) {}

    /** A range of balances that has zero in it. */
    private record Scale(Amount low, Amount high) {
        static Scale of(List<Amount> balances) {
            Amount low = Amount.ZERO;
            Amount high = Amount.ZERO;
            for (Amount balance : balances) {
                low = balance.isLessThan(low) ? balance : low;
                high = balance.isMoreThan(high) ? balance : high;
            }
            return new Scale(low, high);
        }

        double share(Amount balance) {
            double top = high.minorUnits();
            double length = top - low.minorUnits();
            return length == 0 ? 0 : (top - balance.minorUnits()) / length;
        }
    }

    /**
     * @param opening before the first day
     * @param closing after the last
     */
    static PaperChart of(
            BalanceCurve curve, Amount opening, Amount closing, LocalDate first, LocalDate last, StatementHead head) {
        List<BalanceCurve.Day> days = curve.points();
        Scale scale = Scale.of(Stream.concat(Stream.of(opening), days.stream().map(BalanceCurve.Day::balance))
                .toList());
        List<BalanceCurve.Day> line = new ArrayList<>(List.of(new BalanceCurve.Day(first, opening)));
        line.addAll(days);
        return new PaperChart(
                true,
                "Balance at the end of each day",
                points(line, closing, first, last, scale),
                LineChart.attribute(scale.share(Amount.ZERO)),
                "Line chart of the balance at the end of each day from " + first + " to " + last + ": before it "
                        + head.format(opening) + ", " + said("lowest", BalanceCurve.lowest(days), head) + ", "
                        + said("highest", BalanceCurve.highest(days), head) + ", after it " + head.format(closing)
                        + ".",
                labels(scale, head),
                first.toString(),
                last.toString());
    }

    private static String said(String which, BalanceCurve.Day day, StatementHead head) {
        return which + " " + head.format(day.balance()) + " on " + day.date();
    }

    private static String points(
            List<BalanceCurve.Day> days, Amount closing, LocalDate first, LocalDate last, Scale scale) {
        double length = Math.max(1, ChronoUnit.DAYS.between(first, last));
        StringBuilder points = new StringBuilder();
        for (BalanceCurve.Day day : days) {
            double x = ChronoUnit.DAYS.between(first, day.date()) / length;
            points.append(LineChart.attribute(x))
                    .append(',')
                    .append(LineChart.attribute(scale.share(day.balance())))
                    .append(' ');
        }
        return points.append("1,")
                .append(LineChart.attribute(scale.share(closing)))
                .toString();
    }

    private static List<Label> labels(Scale scale, StatementHead head) {
        double zero = scale.share(Amount.ZERO);
        List<Label> labels = new ArrayList<>();
        labels.add(label(0, scale.high(), head));
        if (zero > LABELS_APART && zero < 1 - LABELS_APART) {
            labels.add(label(zero, Amount.ZERO, head));
        }
        if (!scale.low().equals(scale.high())) {
            labels.add(label(1, scale.low(), head));
        }
        return labels;
    }

    private static Label label(double share, Amount amount, StatementHead head) {
        double middle = HEIGHT_MM * LineChart.level(share);
        return new Label(String.format(Locale.ROOT, "%.2f", middle - LABEL_HALF_MM), head.format(amount));
    }
}
