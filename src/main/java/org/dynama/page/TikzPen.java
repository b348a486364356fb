package org.dynama.page;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.Locale;

/** TikZ, which LaTeX draws in the fonts of the paper that it stands in, by {@code \input}. */
final class TikzPen implements Pen {
    /** Points of paper for a pixel: eight-point letters, and a figure is as wide as a column of text. */
    private static final double POINTS = 0.62;

    private final StringBuilder tikz = new StringBuilder();

    TikzPen(String description) {
        add("%% needs \\usepackage{tikz}");
        add("%% %s", description.replaceAll("\\s+", " "));
        add("\\begin{tikzpicture}[x=%.2fbp, y=-%.2fbp, line join=round, font=\\footnotesize]", POINTS, POINTS);
    }

    /** The whole picture. */
    String drawn() {
        return tikz + "\\end{tikzpicture}\n";
    }

    @Override
    public void clip(int x, int y, int width, int height) {
        add("\\begin{scope}\\clip (%d,%d) rectangle (%d,%d);", x, y, x + width, y + height);
    }

    @Override
    public void unclip() {
        add("\\end{scope}");
    }

    @Override
    public void line(Path2D path, Ink ink, double width, float... dashes) {
        StringBuilder pattern = new StringBuilder();
        for (int k = 0; k < dashes.length; k++) {
            pattern.append(k == 0 ? ", dash pattern=" : " ").append(k % 2 == 0 ? "on " : "off ");
            pattern.append(String.format(Locale.ROOT, "%.2fbp", POINTS * dashes[k]));
        }
        add("\\draw[color=%s, line width=%.2fbp%s]%s;", colour(ink), POINTS * width, pattern, written(path));
    }

    @Override
    public void area(Path2D path, Ink ink, double opacity) {
        add("\\fill[color=%s, fill opacity=%.2f]%s;", colour(ink), opacity, written(path));
    }

    @Override
    public void dot(double x, double y, double radius, Ink ink) {
        add("\\fill[color=%s] (%.1f,%.1f) circle [radius=%.2fbp];", colour(ink), x, y, POINTS * radius);
    }

    @Override
    public void text(double x, double y, Anchor anchor, String words) {
        String side = switch (anchor) {
            case START -> "base west";
            case MIDDLE -> "base";
            case END -> "base east";
        };
        add("\\node[anchor=%s, inner sep=0] at (%.1f,%.1f) {%s};", side, x, y, Tex.escaped(words));
    }

    @Override
    public void upwards(double x, double y, String words) {
        add("\\node[anchor=base, inner sep=0, rotate=90] at (%.1f,%.1f) {%s};", x, y, Tex.escaped(words));
    }

    private static String colour(Ink ink) {
        Color light = ink.light();
        return "{rgb,255:red," + light.getRed() + ";green," + light.getGreen() + ";blue," + light.getBlue() + "}";
    }

    /** Lines of few points: TeX reads long ones badly, people too. */
    private static String written(Path2D path) {
        StringBuilder written = new StringBuilder();
        PathPieces.of(path, new PathPieces.Visitor() {
            private int points;

            @Override
            public void move(double x, double y) {
                point(" ", x, y);
            }

            @Override
            public void line(double x, double y) {
                point(" -- ", x, y);
            }

            @Override
            public void close() {
                written.append(" -- cycle");
            }

            private void point(String before, double x, double y) {
                written.append(before).append(++points % 8 == 0 ? "\n  " : "");
                written.append(String.format(Locale.ROOT, "(%.1f,%.1f)", x, y));
            }
        });
        return written.toString();
    }

    private void add(String format, Object... values) {
        tikz.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
