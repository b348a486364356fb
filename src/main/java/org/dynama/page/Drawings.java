package org.dynama.page;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dynama.refusal.Failure;

/** Figures in pages and in files. A system without fonts can draw no bitmaps, and a run must not die of it. */
public final class Drawings {
    private static final boolean FONTS = hasFonts();

    private Drawings() {}

    /** A figure with its legend, in two widths, of which the style sheet shows the one that fits. */
    public static String markup(Figure figure) {
        return drawn(figure, Html.legend(figure.keys()));
    }

    /** A figure whose legend stands above another one already. */
    public static String again(Figure figure) {
        return drawn(figure, "");
    }

    private static String drawn(Figure figure, String legend) {
        return "<figure>\n" + legend + figure.markup(Figure.Size.WIDE, "wide")
                + figure.markup(Figure.Size.NARROW, "narrow") + "</figure>\n";
    }

    /** {@code NAME.svg}, and {@code NAME.png} where there are fonts. */
    public static Map<String, byte[]> files(Figure figure) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(figure.name() + ".svg", figure.svg(Figure.Size.FILE, true));
        if (FONTS) {
            files.put(figure.name() + ".png", figure.png(Figure.Size.FILE));
        }
        return files;
    }

    /** A form of figures for papers. */
    public enum Paper {
        /** One page; letters are drawn. */
        PDF("pdf"),
        /** A picture for LaTeX, which sets its words in the paper's fonts. */
        TIKZ("tex");

        private final String ending;

        Paper(String ending) {
            this.ending = ending;
        }

        /** Of its files' names. */
        public String ending() {
            return ending;
        }
    }

    /**
     * A figure for papers.
     *
     * @throws Failure as PDF, where there are no fonts
     */
    public static byte[] paper(Figure figure, Paper paper) {
        if (paper == Paper.TIKZ) {
            return figure.tikz(Figure.Size.PAPER);
        }
        if (!FONTS) {
            throw new Failure(
                    "No figure can be drawn as PDF: Java finds no fonts here",
                    "Maybe apt-get install fontconfig fonts-dejavu-core.");
        }
        return PdfDrawing.of(figure, Figure.Size.FILE);
    }

    /** Java has no way to ask; what it throws differs from system to system. */
    private static boolean hasFonts() {
        // Nothing is shown on a screen, and some servers have none.
        System.setProperty("java.awt.headless", "true");
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getLineMetrics("1", new FontRenderContext(null, true, true));
            return true;
        } catch (RuntimeException | LinkageError | InternalError noFonts) {
            return false;
        }
    }
}
