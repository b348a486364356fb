package org.dynama.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

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

    /** Two of a bitmap's pixels for each of the drawing's 72 an inch: sharp on paper and on fine screens. */
    private static final int DOTS_PER_INCH = 144;

    /** So few values may each have a tick. */
    private static final int MOST_NAMED = 10;

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
        Drawing drawing = new Drawing(this, size, legend, Ink::hex);
        drawing.content("area");
        if (legend) {
            drawing.legend();
        }
        String file =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size.width() + "\" height=\"" + size.height()
                        + "\" viewBox=\"0 0 " + size.width() + " " + size.height()
                        + "\" style=\"font-family:system-ui,Helvetica,Arial,sans-serif;background:" + Ink.PAGE.hex()
                        + "\">\n<title>"
                        + Html.text(description) + "</title>\n" + drawing.drawn() + "</svg>\n";
        return file.getBytes(StandardCharsets.UTF_8);
    }

    /** The drawing as a PDF file of one page, with its legend. */
    public byte[] pdf(Size size) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart(size), file, VectorGraphicsEncoder.VectorGraphicsFormat.PDF);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return file.toByteArray();
    }

    /** The drawing as a PNG file, with its legend. XChart writes this resolution to files only. */
    public byte[] png(Size size) {
        try {
            Path file = Files.createTempFile(name, ".png");
            try {
                BitmapEncoder.saveBitmapWithDPI(
                        chart(size), file.toString(), BitmapEncoder.BitmapFormat.PNG, DOTS_PER_INCH);
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The drawing as a part of a page, in colours that follow the screen. */
    public String markup(Size size, String kind) {
        String content = new Drawing(this, size, false, Ink::css).content(name + "-" + kind);
        return "<svg class=\"" + kind + "\" role=\"img\" aria-label=\"" + Html.text(description) + "\" viewBox=\"0 0 "
                + size.width() + " " + size.height() + "\">\n" + content + "</svg>\n";
    }

    private XYChart chart(Size size) {
        XYChart chart = new XYChartBuilder()
                .width(size.width())
                .height(size.height())
                .xAxisTitle(horizontal)
                .yAxisTitle(vertical)
                .build();
        style(chart.getStyler(), size);
        Ticks.vertical(chart.getStyler(), low, high);
        chart.getStyler().setXAxisLogarithmic(axes != Axes.LINEAR);
        chart.getStyler().setYAxisLogarithmic(axes == Axes.LOGARITHMIC);
        for (int k = 0; k < curves.size(); k++) {
            Curve curve = curves.get(k);
            XYSeries series = chart.addSeries("curve " + k, curve.x(), curve.y());
            series.setLabel(curve.label());
            series.setShowInLegend(!curve.label().isEmpty());
            style(series, curve.look(), curve.ink().light());
        }
        if (axes == Axes.LINEAR) {
            roundTicks(chart);
        }
        return chart;
    }

    /**
     * XChart puts ticks at values that are equally spaced, however odd, and lets their labels overlap; one more value between
     * them, which is not drawn, makes it choose round ones.
     */
    private void roundTicks(XYChart chart) {
        double[] x = curves.stream()
                .flatMap(curve -> curve.x().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .distinct()
                .toArray();
        if (x.length > 0) {
            Ticks.horizontal(chart.getStyler(), x[0], x[x.length - 1]);
        }
        if (x.length > MOST_NAMED) {
            XYSeries between = chart.addSeries("between", List.of(x[0] + 0.37 * (x[1] - x[0])), List.of(low));
            between.setShowInLegend(false);
            style(between, Look.THIN, Ink.PAGE.light());
        }
    }

    private static void style(XYStyler styler, Size size) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        styler.setLocale(Locale.ROOT);
        styler.setBaseFont(font);
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTitleFont(font);
        styler.setLegendFont(font);
        styler.setChartFontColor(Ink.FAINT.light());
        styler.setAxisTickLabelsColor(Ink.FAINT.light());
        styler.setXAxisTitleColor(Ink.FAINT.light());
        styler.setYAxisTitleColor(Ink.FAINT.light());
        styler.setAxisTickMarksColor(Ink.LINE.light());
        styler.setChartBackgroundColor(Ink.PAGE.light());
        styler.setPlotBackgroundColor(Ink.PAGE.light());
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(Ink.LINE.light());
        styler.setPlotGridLinesStroke(new BasicStroke(0.7f));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotContentSize(0.985);
        styler.setXAxisTickMarkSpacingHint(size.width() < 500 ? 70 : 90);
        styler.setYAxisTickMarkSpacingHint(50);
        styler.setDecimalPattern("0.######");
        styler.setMarkerSize(6);
        styler.setChartPadding(8);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Ink.PAGE.light());
        styler.setLegendBackgroundColor(Ink.PAGE.light());
    }

    private static void style(XYSeries series, Look look, Color color) {
        series.setLineColor(color);
        series.setMarkerColor(color);
        series.setMarker(look == Look.POINTS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setLineStyle(line(look));
        series.setXYSeriesRenderStyle(
                switch (look) {
                    case THIN, LINE, BROKEN, DOTTED, DASHED -> XYSeriesRenderStyle.Line;
                    case STEPS -> XYSeriesRenderStyle.Step;
                    case POINTS -> XYSeriesRenderStyle.Scatter;
                    case AREA -> XYSeriesRenderStyle.StepArea;
                });
        series.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 70));
    }

    private static BasicStroke line(Look look) {
        return switch (look) {
            case STEPS, LINE -> new BasicStroke(2.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
            case BROKEN ->
                new BasicStroke(2.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {14, 5}, 0);
            case DOTTED ->
                new BasicStroke(2.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2.6f, 4}, 0);
            case DASHED ->
                new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 4}, 0);
            default -> new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        };
    }
}
