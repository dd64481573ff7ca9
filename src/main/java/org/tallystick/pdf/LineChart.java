package org.tallystick.pdf;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Draws {@code <object type="line-chart" data-points="0,0.5 1,0.2" data-zero="0.4" alt="…"/>} as lines of the PDF. Points go
 * from left and top (0) to right and bottom (1); a step leads from each to the next; the zero line lies at its height, if it
 * has one. What it shows must be said by {@code alt}.
 */
public final class LineChart implements FSObjectDrawerFactory, FSObjectDrawer {
    static final String TYPE = "line-chart";

    private static final Color GRID = new Color(0xC9CED6);
    private static final Color ZERO = new Color(0x6B7280);
    private static final Color LINE = new Color(0x1F4E79);
    private static final Color AREA = new Color(0xE3ECF5);
    /** In parts of the height, so that a line at the edge is drawn whole. */
    private static final double EDGE = 0.03;

    LineChart() {}

    private record Point(double x, double y) {}

    @Override
    public @Nullable FSObjectDrawer createDrawer(Element element) {
        return isReplacedObject(element) ? this : null;
    }

    @Override
    public boolean isReplacedObject(Element element) {
        return TYPE.equals(element.getAttribute("type"));
    }

    @Override
    public @Nullable Map<Shape, String> drawObject(
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice device,
            RenderingContext context,
            int dotsPerPixel) {
        double points = dotsPerPixel * 4.0 / 3.0;
        device.drawWithGraphics(
                (float) x,
                (float) y,
                (float) width,
                (float) height,
                canvas -> draw(element, canvas, width / dotsPerPixel, height / dotsPerPixel, points / dotsPerPixel));
        return null;
    }

    private static void draw(Element element, Graphics2D canvas, double width, double height, double point) {
        List<Point> points = points(element.getAttribute("data-points"), width, height);
        canvas.setStroke(stroke(0.5 * point));
        canvas.setColor(GRID);
        canvas.draw(new Line2D.Double(0, at(0, height), width, at(0, height)));
        canvas.draw(new Line2D.Double(0, at(1, height), width, at(1, height)));
        String zero = element.getAttribute("data-zero");
        if (!zero.isEmpty()) {
            double level = at(Double.parseDouble(zero), height);
            fill(canvas, points, level);
            canvas.setColor(ZERO);
            canvas.setStroke(stroke(0.8 * point));
            canvas.draw(new Line2D.Double(0, level, width, level));
        }
        canvas.setColor(LINE);
        canvas.setStroke(stroke(1.2 * point));
        canvas.draw(steps(points));
    }

    private static void fill(Graphics2D canvas, List<Point> points, double level) {
        Path2D area = steps(points);
        area.lineTo(points.get(points.size() - 1).x(), level);
        area.lineTo(points.get(0).x(), level);
        area.closePath();
        canvas.setColor(AREA);
        canvas.fill(area);
    }

    private static Path2D steps(List<Point> points) {
        Path2D line = new Path2D.Double();
        Point last = points.get(0);
        line.moveTo(last.x(), last.y());
        for (Point next : points.subList(1, points.size())) {
            line.lineTo(next.x(), last.y());
            line.lineTo(next.x(), next.y());
            last = next;
        }
        return line;
    }

    private static BasicStroke stroke(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    }

    private static double at(double share, double height) {
        return height * level(share);
    }

    /** At which part of the height such a share is drawn. */
    public static double level(double share) {
        return EDGE + (1 - 2 * EDGE) * share;
    }

    private static List<Point> points(String text, double width, double height) {
        List<Point> found = new ArrayList<>();
        for (String pair : text.trim().split(" ", -1)) {
            int comma = pair.indexOf(',');
            found.add(new Point(
                    width * Double.parseDouble(pair.substring(0, comma)),
                    at(Double.parseDouble(pair.substring(comma + 1)), height)));
        }
        return found;
    }

    /** A share of the width or height, as the attributes have it. */
    public static String attribute(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }
}
