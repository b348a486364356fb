package org.dynama.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.dynama.page.Figure.Curve;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Many lines in one figure are told apart, and a legend names each once. */
class FigureTest {
    private static Figure lines(int count) {
        List<Curve> curves = IntStream.range(0, count)
                .mapToObj(k -> new Curve(
                        "line " + k, Figure.ink(k), Figure.look(k), List.of(0.0, 1.0), List.of(k * 1.0, k + 1.0)))
                .toList();
        return new Figure("lines", "Many lines.", "x", "y", 0, count + 1, curves);
    }

    @Test
    void manyLinesAreToldApart() {
        Figure figure = lines(Figure.MOST_LINES);
        assertThat(figure.curves())
                .extracting(curve -> curve.ink() + " " + curve.look())
                .doesNotHaveDuplicates();
        String drawn = new String(figure.svg(Figure.Size.FILE, false), StandardCharsets.UTF_8);
        long kinds = Pattern.compile("stroke-dasharray[:=]\"?[^;\"]+")
                .matcher(drawn)
                .results()
                .map(dashes -> dashes.group())
                .distinct()
                .count();
        assertThat(kinds).as("two kinds of dashes beside whole lines").isGreaterThanOrEqualTo(2);
    }

    /** Words can be found in the file, and what they are does not end it. */
    @Test
    void wordsAreText() throws Exception {
        String hostile = "</text><script>alert(1)</script> & \u202E";
        Curve curve = new Curve(hostile, Ink.VCG, Figure.Look.AREA, List.of(0.0, 1.0), List.of(0.0, Double.NaN));
        Figure figure = new Figure("words", hostile, "an axis", "another axis", 0, 1, List.of(curve));
        Document drawn = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(figure.svg(Figure.Size.FILE, true)));
        List<String> texts = IntStream.range(
                        0, drawn.getElementsByTagName("text").getLength())
                .mapToObj(k -> drawn.getElementsByTagName("text").item(k).getTextContent())
                .toList();
        assertThat(texts).contains("an axis", "another axis", "0.4", "</text><script>alert(1)</script> & \\u202E");
        assertThat(drawn.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void aLegendNamesEachOnce() {
        Curve one = new Curve("same", Ink.VCG, Figure.Look.LINE, List.of(0.0, 1.0), List.of(0.0, 1.0));
        Curve part = new Curve("same", Ink.VCG, Figure.Look.LINE, List.of(2.0, 3.0), List.of(0.0, 1.0));
        Curve other = new Curve("other", Ink.VCG, Figure.Look.LINE, List.of(2.0, 3.0), List.of(0.0, 1.0));
        Curve nameless = new Curve("", Ink.VCG, Figure.Look.LINE, List.of(2.0, 3.0), List.of(0.0, 1.0));
        Figure figure = new Figure("two", "Two.", "x", "y", 0, 1, List.of(one, part, other, nameless));
        assertThat(figure.keys()).extracting(Html.Key::label).containsExactly("same", "other");
    }

    /** LaTeX reads each command to its end, and words are no commands. */
    @Test
    void wordsMeanNothingToLatex() {
        Curve curve =
                new Curve("50 % of $x_1 \\input{a}", Ink.VCG, Figure.Look.AREA, List.of(0.0, 1.0), List.of(0.0, 1.0));
        Figure figure = new Figure("words", "two\nlines", "a & b", "y", 0, 1, List.of(curve));
        List<String> lines = new String(figure.tikz(Figure.Size.PAPER), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines)
                .contains("% two lines")
                .anyMatch(line -> line.endsWith("{50 \\% of \\$x\\_1 \\textbackslash{}input\\{a\\}};"))
                .anyMatch(line -> line.endsWith("{a \\& b};"));
        assertThat(lines)
                .filteredOn(line -> line.matches("\\\\(draw|fill|node).*"))
                .hasSizeGreaterThan(20)
                .allMatch(line -> line.endsWith(";"));
    }

    /** One drawing, whatever draws it: as many dark pixels where the curve is, and a PDF of one page. */
    @Test
    void bitmapsAndPdfHoldTheCurve() throws Exception {
        Curve curve = new Curve("c", Ink.VCG, Figure.Look.LINE, List.of(0.0, 1.0), List.of(0.5, 0.5));
        Figure figure = new Figure("flat", "A flat line.", "x", "y", 0, 1, List.of(curve));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png(Figure.Size.FILE)));
        assertThat(image.getWidth()).isEqualTo(2 * 1080);
        int ink = Ink.VCG.light().getRGB();
        // From 66 to about 980 of 1,080 pixels, in two colours of a pixel each.
        long drawn = IntStream.range(0, image.getWidth())
                .filter(x -> IntStream.range(0, image.getHeight()).anyMatch(y -> image.getRGB(x, y) == ink))
                .count();
        assertThat(drawn).isBetween(1_700L, 2_000L);
        try (PDDocument pdf = Loader.loadPDF(PdfDrawing.of(figure, Figure.Size.FILE))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            BufferedImage page = new PDFRenderer(pdf).renderImage(0);
            assertThat(page.getRGB(500, 223)).as("the line, 434 - 422 / 2").isEqualTo(ink);
        }
    }
}
