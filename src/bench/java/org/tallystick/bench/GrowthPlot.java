package org.tallystick.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How long one operation takes by the number of entries, on logarithmic axes: what does not grow is a level line. */
final class GrowthPlot {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;
    private static final double MICROS_A_MILLI = 1e3;
    private static final double MICROS_A_SECOND = 1e6;

    private final List<Grown> sizes;
    private final XYChart chart;

    GrowthPlot(List<Grown> sizes) {
        this.sizes = List.copyOf(sizes);
        this.chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("entries in the books")
                .yAxisTitle("time of one operation, µs")
                .build();
        style();
        curve("trade, one client", Figure.ENTRIES, grown -> grown.value(Figure.TRADE) * MICROS_A_MILLI);
        curve(
                "trade, 256 connections",
                Figure.ENTRIES_BEFORE_TRADES,
                grown -> MICROS_A_SECOND / grown.value(Figure.TRADES));
        curve("balance, one client", Figure.ENTRIES, grown -> grown.value(Figure.BALANCE) * MICROS_A_MILLI);
        curve("statement, first page", Figure.ENTRIES, grown -> grown.value(Figure.FIRST_PAGE) * MICROS_A_MILLI);
        curve("statement, middle page", Figure.ENTRIES, grown -> grown.value(Figure.MIDDLE_PAGE) * MICROS_A_MILLI);
        curve(
                "verification of 1,000 entries",
                Figure.ENTRIES,
                grown -> MICROS_A_SECOND * 1_000 / grown.value(Figure.VERIFIED));
        frame();
    }

    private void style() {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setAxisTitleFont(font)
                .setAxisTickLabelsFont(font)
                .setPlotGridLinesColor(new Color(0xDDDDDD))
                .setLocale(Locale.ROOT)
                .setXAxisDecimalPattern("#,##0")
                .setYAxisDecimalPattern("#,##0");
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendPosition(LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(font);
        chart.getStyler().setSeriesColors(new Color[] {
            new Color(0x0072B2),
            new Color(0x56B4E9),
            new Color(0x009E73),
            new Color(0xD55E00),
            new Color(0xE69F00),
            new Color(0x555555)
        });
    }

    private void curve(String name, Figure size, ToDoubleFunction<Grown> micros) {
        double[] entries =
                sizes.stream().mapToDouble(grown -> grown.value(size)).toArray();
        XYSeries series = chart.addSeries(
                name, entries, sizes.stream().mapToDouble(micros).toArray());
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setLineStyle(new BasicStroke(2));
    }

    /** Between powers of ten, where the axis has its labels. */
    private void frame() {
        double[] micros = chart.getSeriesMap().values().stream()
                .flatMapToDouble(series -> Arrays.stream(series.getYData()))
                .sorted()
                .toArray();
        chart.getStyler()
                .setYAxisMin(Math.pow(10, Math.floor(Math.log10(micros[0]))))
                .setYAxisMax(Math.pow(10, Math.ceil(Math.log10(micros[micros.length - 1]))));
    }

    /** Letters are outlines, so it looks the same everywhere; a hundredth of a pixel is fine enough for them. */
    Path write() throws IOException {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, drawn, VectorGraphicsFormat.SVG);
        String text = drawn.toString(StandardCharsets.UTF_8).replaceAll("(\\.\\d\\d)\\d+", "$1");
        return Results.write("growth.svg", text);
    }
}
