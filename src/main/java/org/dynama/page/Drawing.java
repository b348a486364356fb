package org.dynama.page;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dynama.page.Figure.Axes;
import org.dynama.page.Figure.Curve;
import org.dynama.page.Figure.Look;
import org.dynama.page.Figure.Size;

/** A figure as SVG whose words are text: it can be searched, read aloud, and needs no fonts where it is made. */
final class Drawing {
    private static final int FONT = 13;
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
    private final Function<Ink, String> colour;
    private final int left;
    private final int right;
    private final Scale across;
    private final Scale up;
    private final StringBuilder svg = new StringBuilder();

    /**
     * A drawing that is not begun.
     *
     * @param legend whether it has one, at its right
     * @param colour how a colour is written
     */
    Drawing(Figure figure, Size size, boolean legend, Function<Ink, String> colour) {
        this.figure = figure;
        this.size = size;
        this.colour = colour;
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

    /**
     * What stands inside the tag {@code svg}.
     *
     * @param id of the area between the axes, none other's on the page
     */
    String content(String id) {
        int bottom = size.height() - BOTTOM;
        add(
                "<defs><clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath></defs>",
                id, left - 5, TOP - 4, right - left + 10, bottom - TOP + 9);
        for (Scale.Tick tick : marks()) {
            double y = y(tick.value());
            boolean isNamed = !tick.label().isEmpty();
            add(
                    "<path d=\"M%d %.1fH%d\" style=\"stroke:%s;stroke-width:%s\"/>",
                    left, y, right, colour.apply(Ink.LINE), isNamed ? "1" : "0.4");
            if (isNamed) {
                text(left - 7, y + 4.5, "end", tick.label());
            }
        }
        add(
                "<path d=\"M%d %dV%dH%d\" style=\"stroke:%s;fill:none\"/>",
                left, TOP, bottom, right, colour.apply(Ink.LINE));
        for (Scale.Tick tick : across.ticks((right - left) / (size.width() < 500 ? 60 : 80))) {
            double x = x(tick.value());
            boolean isNamed = !tick.label().isEmpty();
            add("<path d=\"M%.1f %dv%d\" style=\"stroke:%s\"/>", x, bottom, isNamed ? 5 : 3, colour.apply(Ink.LINE));
            if (isNamed) {
                text(x, bottom + 19, "middle", tick.label());
            }
        }
        String title = titled(figure.horizontal(), across);
        double centre = (left + right) / 2.0;
        boolean isLong = LETTER * title.length() / 2.0 > size.width() - centre;
        text(isLong ? size.width() - 2 : centre, size.height() - 7, isLong ? "end" : "middle", title);
        double middle = (TOP + bottom) / 2.0;
        add("<g transform=\"rotate(-90 14 %.1f)\">", middle);
        text(14, middle, "middle", titled(figure.vertical(), up));
        add("</g><g clip-path=\"url(#%s)\">", id);
        figure.curves().forEach(this::curve);
        add("</g>");
        return svg.toString();
    }

    /** The legend at the right, a line for each curve with a name. */
    void legend() {
        int row = 0;
        for (Html.Key key : figure.keys()) {
            int y = TOP + 8 + LINE * row++;
            Look look = Look.valueOf(key.kind().toUpperCase(Locale.ROOT));
            boolean isFilled = look == Look.POINTS || look == Look.AREA;
            String style = isFilled ? "fill:" + colour.apply(key.ink()) : stroke(key.ink(), look);
            add(
                    isFilled
                            ? "<circle cx=\"%d\" cy=\"%d\" r=\"5\" style=\"%s\"/>"
                            : "<path d=\"M%d %dh22\" style=\"%s\"/>",
                    right + (isFilled ? 27 : 16),
                    y,
                    style);
            text(right + SIGN, y + 4.5, "start", shortened(key.label()));
        }
    }

    private int legendWidth() {
        int longest = figure.keys().stream()
                .mapToInt(key -> shortened(key.label()).length())
                .max()
                .orElse(0);
        return SIGN + LETTER * longest;
    }

    private static String shortened(String label) {
        return label.length() <= LONGEST ? label : label.substring(0, LONGEST - 1) + "…";
    }

    /** All that was drawn so far. */
    String drawn() {
        return svg.toString();
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
        if (curve.look() == Look.POINTS) {
            for (int k = 0; k < x.size(); k++) {
                if (isDrawn(y.get(k))) {
                    add(
                            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" style=\"fill:%s\"/>",
                            x(x.get(k)), y(y.get(k)), colour.apply(curve.ink()));
                }
            }
            return;
        }
        boolean isStepped = curve.look() == Look.STEPS || curve.look() == Look.AREA;
        StringBuilder path = new StringBuilder();
        boolean isBegun = false;
        for (int k = 0; k < x.size(); k++) {
            if (isDrawn(y.get(k))) {
                double to = x(x.get(k));
                path.append(isBegun && isStepped ? String.format(Locale.ROOT, "H%.1f", to) : "");
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", isBegun ? "L" : "M", to, y(y.get(k))));
            }
            isBegun = isDrawn(y.get(k));
        }
        if (curve.look() == Look.AREA && !x.isEmpty()) {
            add(
                    "<path d=\"%sV%.1fH%.1fZ\" style=\"fill:%s;fill-opacity:.27\"/>",
                    path, y(up.isLogarithmic() ? up.low() : 0), x(x.get(0)), colour.apply(curve.ink()));
        }
        add("<path d=\"%s\" style=\"%s\"/>", path, stroke(curve.ink(), curve.look()));
    }

    private boolean isDrawn(double y) {
        return Double.isFinite(y) && (y > 0 || !up.isLogarithmic());
    }

    private String stroke(Ink ink, Look look) {
        String width = look == Look.THIN || look == Look.AREA ? "1.3" : look == Look.DASHED ? "1.6" : "2.6";
        String dashes = switch (look) {
            case BROKEN -> ";stroke-dasharray:14 5";
            case DOTTED -> ";stroke-dasharray:2.6 4";
            case DASHED -> ";stroke-dasharray:7 4";
            default -> "";
        };
        return "fill:none;stroke-linejoin:round;stroke:" + colour.apply(ink) + ";stroke-width:" + width + dashes;
    }

    private void text(double x, double y, String anchor, String words) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" style=\"text-anchor:%s;font-size:%dpx;fill:%s\">%s</text>",
                x, y, anchor, FONT, colour.apply(Ink.FAINT), Html.text(words));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
