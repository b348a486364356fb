package org.dynama.page;

import java.awt.geom.Path2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.dynama.page.Figure.Axes;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Figure.Size;
import org.dynama.page.Pen.Anchor;

/** Where everything in a figure stands, whatever draws it: axes with round ticks, curves, and a legend at the right. */
final class Drawing {
    private static final int TOP = 12;
    private static final int BOTTOM = 46;
    private static final int RIGHT = 14;
    private static final int LINE = 20;
    /** What the vertical axis takes beside the letters of its numbers: its title and a gap. */
    private static final int TITLE = 38;

    /** Where a legend's words begin, behind their signs, and how wide a letter is about. */
    private static final int SIGN = 46;

    private static final int LETTER = 7;
    private static final int LONGEST = 60;

    private final Figure figure;
    private final Size size;
    private final Pen pen;
    private final int left;
    private final int right;
    private final Scale across;
    private final Scale up;

    /**
     * A drawing that is not begun.
     *
     * @param legend whether it has one, at its right
     */
    Drawing(Figure figure, Size size, boolean legend, Pen pen) {
        this.figure = figure;
        this.size = size;
        this.pen = pen;
        up = Scale.of(figure.low(), figure.high(), figure.axes() == Axes.LOGARITHMIC);
        int letters =
                marks().stream().mapToInt(tick -> tick.label().length()).max().orElse(0);
        left = Math.max(size.width() < 500 ? 56 : 66, TITLE + LETTER * letters);
        right = size.width() - RIGHT - (legend ? legendWidth() : 0);
        DoubleSummaryStatistics x = figure.curves().stream()
                .flatMap(curve -> curve.x().stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        boolean isEmpty = x.getCount() == 0;
        across = Scale.of(isEmpty ? 0 : x.getMin(), isEmpty ? 1 : x.getMax(), figure.axes() != Axes.LINEAR);
    }

    private List<Scale.Tick> marks() {
        return up.ticks((size.height() - BOTTOM - TOP) / 45);
    }

    /** Everything but the legend. */
    void content() {
        int bottom = size.height() - BOTTOM;
        for (Scale.Tick tick : marks()) {
            double y = y(tick.value());
            boolean isNamed = !tick.label().isEmpty();
            pen.line(path(left, y, right, y), Ink.LINE, isNamed ? 1 : 0.4);
            if (isNamed) {
                pen.text(left - 7, y + 4.5, Anchor.END, tick.label());
            }
        }
        pen.line(path(left, TOP, left, bottom, right, bottom), Ink.LINE, 1);
        for (Scale.Tick tick : across.ticks((right - left) / (size.width() < 500 ? 60 : 80))) {
            double x = x(tick.value());
            boolean isNamed = !tick.label().isEmpty();
            pen.line(path(x, bottom, x, bottom + (isNamed ? 5 : 3)), Ink.LINE, 1);
            if (isNamed) {
                pen.text(x, bottom + 19, Anchor.MIDDLE, tick.label());
            }
        }
        String title = titled(figure.horizontal(), across);
        double centre = (left + right) / 2.0;
        boolean isLong = LETTER * title.length() / 2.0 > size.width() - centre;
        pen.text(isLong ? size.width() - 2 : centre, size.height() - 7, isLong ? Anchor.END : Anchor.MIDDLE, title);
        pen.upwards(14, (TOP + bottom) / 2.0, titled(figure.vertical(), up));
        pen.clip(left - 5, TOP - 4, right - left + 10, bottom - TOP + 9);
        figure.curves().forEach(this::curve);
        pen.unclip();
    }

    private static Path2D path(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int k = 2; k < points.length; k += 2) {
            path.lineTo(points[k], points[k + 1]);
        }
        return path;
    }

    /** The legend at the right, a line for each curve with a name. */
    void legend() {
        int row = 0;
        for (Html.Key key : figure.keys()) {
            int y = TOP + 8 + LINE * row++;
            Look look = Look.valueOf(key.kind().toUpperCase(Locale.ROOT));
            boolean isFilled = look == Look.POINTS || look == Look.AREA;
            if (isFilled) {
                pen.dot(right + 27, y, 5, key.ink());
            } else {
                line(path(right + 16, y, right + 38, y), key.ink(), look);
            }
            pen.text(right + SIGN, y + 4.5, Anchor.START, shortened(key.label()));
        }
    }

    private int legendWidth() {
        int longest = figure.keys().stream()
                .mapToInt(key -> shortened(key.label()).length())
                .max()
                .orElse(0);
        return SIGN + (LETTER + 1) * longest;
    }

    private static String shortened(String label) {
        return label.length() <= LONGEST ? label : label.substring(0, LONGEST - 1) + "…";
    }

    private static String titled(String title, Scale scale) {
        return scale.power() == 0 ? title : title + ", in 1e" + scale.power();
    }

    private double x(double value) {
        return left + across.at(value) * (right - left);
    }

    private double y(double value) {
        int bottom = size.height() - BOTTOM;
        // Far outside is as good as a little outside, and files stay small.
        return bottom - Math.max(-1, Math.min(2, up.at(value))) * (bottom - TOP);
    }

    private void curve(Curve curve) {
        List<Double> x = curve.x();
        List<Double> y = curve.y();
        boolean isStepped = curve.look() == Look.STEPS || curve.look() == Look.AREA;
        Path2D path = new Path2D.Double();
        double last = 0;
        boolean isBegun = false;
        for (int k = 0; k < x.size(); k++) {
            double to = x(x.get(k));
            boolean isDrawn = isDrawn(y.get(k));
            if (isDrawn && curve.look() == Look.POINTS) {
                pen.dot(to, y(y.get(k)), 3, curve.ink());
            } else if (isDrawn && !isBegun) {
                path.moveTo(to, y(y.get(k)));
            } else if (isDrawn) {
                if (isStepped) {
                    path.lineTo(to, last);
                }
                path.lineTo(to, y(y.get(k)));
            }
            last = isDrawn ? y(y.get(k)) : 0;
            isBegun = isDrawn;
        }
        if (path.getCurrentPoint() == null) {
            return;
        }
        if (curve.look() == Look.AREA) {
            Path2D area = new Path2D.Double(path);
            double ground = y(up.isLogarithmic() ? up.low() : 0);
            area.lineTo(area.getCurrentPoint().getX(), ground);
            area.lineTo(x(x.get(0)), ground);
            area.closePath();
            pen.area(area, curve.ink(), 0.27);
        }
        line(path, curve.ink(), curve.look());
    }

    private boolean isDrawn(double y) {
        return Double.isFinite(y) && (y > 0 || !up.isLogarithmic());
    }

    private void line(Path2D path, Ink ink, Look look) {
        switch (look) {
            case THIN, AREA -> pen.line(path, ink, 1.3);
            case DASHED -> pen.line(path, ink, 1.6, 7, 4);
            case BROKEN -> pen.line(path, ink, 2.6, 14, 5);
            case DOTTED -> pen.line(path, ink, 2.6, 2.6f, 4);
            case LINE, STEPS, POINTS -> pen.line(path, ink, 2.6);
        }
    }
}
