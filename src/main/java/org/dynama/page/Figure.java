package org.dynama.page;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Curves over one pair of axes.
 *
 * @param name of its files
 * @param description for those who cannot see it
 * @param low lower end of the y axis
 * @param high upper end of the y axis
 * @param curves drawn in this order; one without a label is not in the legend
 * @param axes numbers on a logarithmic one must be positive
 */
public record Figure(
        String name,
        String description,
        String horizontal,
        String vertical,
        double low,
        double high,
        List<Curve> curves,
        Axes axes) {

    /** On linear axes, with the titles of both. */
    public Figure(String name, String description, String x, String y, double low, double high, List<Curve> curves) {
        this(name, description, x, y, low, high, curves, Axes.LINEAR);
    }

    /** Pixels of a bitmap for one of the drawing's, each way: sharp on paper and on fine screens. */
    private static final int FINE = 2;

    /** Which axes are logarithmic. */
    public enum Axes {
        LINEAR,
        LOGARITHMIC_X,
        LOGARITHMIC
    }

    /** How a curve is drawn; the names in lower case are the signs of the page's legend. */
    public enum Look {
        THIN,
        LINE,
        /** A line of long dashes. */
        BROKEN,
        DOTTED,
        STEPS,
        DASHED,
        POINTS,
        AREA
    }

    /** One of many lines: colours come again with long dashes, and then with dots; so many are told apart. */
    public static final int MOST_LINES = 3 * (Ink.ACTION_COUNT - 1);

    /** The colour of a line, counted from 0. */
    public static Ink ink(int line) {
        return Ink.action(1 + line % (Ink.ACTION_COUNT - 1));
    }

    /** How a line is drawn, counted from 0. */
    public static Look look(int line) {
        return List.of(Look.LINE, Look.BROKEN, Look.DOTTED).get(line / (Ink.ACTION_COUNT - 1) % 3);
    }

    /** A named sequence of points; NaN in y interrupts it. */
    public record Curve(String label, Ink ink, Look look, List<Double> x, List<Double> y) {}

    /** A drawing's width and height in pixels. */
    public record Size(int width, int height) {
        static final Size FILE = new Size(1080, 480);
        static final Size PAPER = new Size(640, 360);
        static final Size WIDE = new Size(920, 360);
        static final Size NARROW = new Size(400, 300);
    }

    /** What the colours mean, for a page. */
    public List<Html.Key> keys() {
        return curves.stream()
                .filter(curve -> !curve.label().isEmpty())
                .map(curve -> {
                    String sign = curve.look().name().toLowerCase(Locale.ROOT);
                    return new Html.Key(curve.label(), curve.ink(), sign);
                })
                .distinct()
                .toList();
    }

    /** The drawing as an SVG file that stands alone, in the colours of paper. */
    public byte[] svg(Size size, boolean legend) {
        SvgPen pen = new SvgPen(Ink::hex, "area");
        draw(size, legend, pen);
        String file =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size.width() + "\" height=\"" + size.height()
                        + "\" viewBox=\"0 0 " + size.width() + " " + size.height()
                        + "\" style=\"font-family:system-ui,Helvetica,Arial,sans-serif;background:" + Ink.PAGE.hex()
                        + "\">\n<title>"
                        + Html.text(description) + "</title>\n" + pen.drawn() + "</svg>\n";
        return file.getBytes(StandardCharsets.UTF_8);
    }

    /** The drawing as TikZ for LaTeX, with its legend. */
    public byte[] tikz(Size size) {
        TikzPen pen = new TikzPen(description);
        draw(size, true, pen);
        return pen.drawn().getBytes(StandardCharsets.UTF_8);
    }

    /** The drawing as a PNG file, with its legend, of two pixels for each of the drawing's. */
    public byte[] png(Size size) {
        BufferedImage image = new BufferedImage(FINE * size.width(), FINE * size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(FINE, FINE);
        draw(size, true, new GraphicsPen(graphics, size));
        graphics.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return file.toByteArray();
    }

    /** The drawing as a part of a page, in colours that follow the screen. */
    public String markup(Size size, String kind) {
        SvgPen pen = new SvgPen(Ink::css, name + "-" + kind);
        draw(size, false, pen);
        return "<svg class=\"" + kind + "\" role=\"img\" aria-label=\"" + Html.text(description) + "\" viewBox=\"0 0 "
                + size.width() + " " + size.height() + "\">\n" + pen.drawn() + "</svg>\n";
    }

    void draw(Size size, boolean legend, Pen pen) {
        Drawing drawing = new Drawing(this, size, legend, pen);
        drawing.content();
        if (legend) {
            drawing.legend();
        }
    }
}
