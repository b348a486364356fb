package org.dynama.page;

import java.awt.geom.Path2D;

/** What draws a figure: SVG, a bitmap, PDF or TikZ. Lengths are in pixels, from the left and from above. */
interface Pen {
    /** Points of letters. */
    int FONT = 13;

    /** Which part of a text stands at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** From now on nothing outside this rectangle is drawn. */
    void clip(int x, int y, int width, int height);

    /** Everything is drawn again. */
    void unclip();

    /** Strokes a path; {@code dashes} are lengths of strokes and of gaps, in turn, none for a whole line. */
    void line(Path2D path, Ink ink, double width, float... dashes);

    /** Fills what a path goes around. */
    void area(Path2D path, Ink ink, double opacity);

    /** A filled circle. */
    void dot(double x, double y, double radius, Ink ink);

    /** Words, whose feet stand at {@code y}. */
    void text(double x, double y, Anchor anchor, String words);

    /** Words that run upwards, with their middle and feet at this place. */
    void upwards(double x, double y, String words);
}
