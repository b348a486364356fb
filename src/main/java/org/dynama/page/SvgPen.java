package org.dynama.page;

import java.awt.geom.Path2D;
import java.util.Locale;
import java.util.function.Function;

/** SVG whose words are text: it can be searched, read aloud, and needs no fonts where it is made. */
final class SvgPen implements Pen {
    private final Function<Ink, String> colour;
    private final String id;
    private final StringBuilder svg = new StringBuilder();

    /**
     * A clean sheet.
     *
     * @param colour how a colour is written
     * @param id of the area between the axes, none other's on the page
     */
    SvgPen(Function<Ink, String> colour, String id) {
        this.colour = colour;
        this.id = id;
    }

    /** What stands inside the tag {@code svg}. */
    String drawn() {
        return svg.toString();
    }

    @Override
    public void clip(int x, int y, int width, int height) {
        add(
                "<defs><clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath></defs>",
                id, x, y, width, height);
        add("<g clip-path=\"url(#%s)\">", id);
    }

    @Override
    public void unclip() {
        add("</g>");
    }

    @Override
    public void line(Path2D path, Ink ink, double width, float... dashes) {
        StringBuilder dashed = new StringBuilder();
        for (float dash : dashes) {
            dashed.append(dashed.isEmpty() ? ";stroke-dasharray:" : " ").append(brief(dash));
        }
        add(
                "<path d=\"%s\" style=\"fill:none;stroke-linejoin:round;stroke:%s;stroke-width:%s%s\"/>",
                written(path), colour.apply(ink), brief(width), dashed);
    }

    @Override
    public void area(Path2D path, Ink ink, double opacity) {
        add("<path d=\"%s\" style=\"fill:%s;fill-opacity:%s\"/>", written(path), colour.apply(ink), brief(opacity));
    }

    @Override
    public void dot(double x, double y, double radius, Ink ink) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%s\" style=\"fill:%s\"/>", x, y, brief(radius), colour.apply(ink));
    }

    @Override
    public void text(double x, double y, Anchor anchor, String words) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" style=\"text-anchor:%s;font-size:%dpx;fill:%s\">%s</text>",
                x, y, anchor.name().toLowerCase(Locale.ROOT), FONT, colour.apply(Ink.FAINT), Html.text(words));
    }

    @Override
    public void upwards(double x, double y, String words) {
        add("<g transform=\"rotate(-90 %.1f %.1f)\">", x, y);
        text(x, y, Anchor.MIDDLE, words);
        add("</g>");
    }

    /** Numbers without zeros at their end: a page has thousands. */
    private static String brief(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf((float) value);
    }

    private static String written(Path2D path) {
        StringBuilder written = new StringBuilder();
        PathPieces.of(path, new PathPieces.Visitor() {
            private String x = "";
            private String y = "";

            @Override
            public void move(double toX, double toY) {
                x = tenths(toX);
                y = tenths(toY);
                written.append('M').append(x).append(' ').append(y);
            }

            @Override
            public void line(double toX, double toY) {
                String across = tenths(toX);
                String down = tenths(toY);
                if (down.equals(y)) {
                    written.append('H').append(across);
                } else if (across.equals(x)) {
                    written.append('V').append(down);
                } else {
                    written.append('L').append(across).append(' ').append(down);
                }
                x = across;
                y = down;
            }

            @Override
            public void close() {
                written.append('Z');
            }
        });
        return written.toString();
    }

    private static String tenths(double value) {
        return brief(Math.rint(value * 10) / 10);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
