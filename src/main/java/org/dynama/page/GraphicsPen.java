package org.dynama.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Java's own graphics, in the colours of paper: of a bitmap, or of a library that writes PDF. */
final class GraphicsPen implements Pen {
    private final Graphics2D graphics;
    private final Font font = new Font(Font.SANS_SERIF, Font.PLAIN, FONT);

    GraphicsPen(Graphics2D graphics, Figure.Size size) {
        this.graphics = graphics;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setFont(font);
        graphics.setColor(Ink.PAGE.light());
        graphics.fillRect(0, 0, size.width(), size.height());
    }

    @Override
    public void clip(int x, int y, int width, int height) {
        graphics.setClip(x, y, width, height);
    }

    @Override
    public void unclip() {
        graphics.setClip(null);
    }

    @Override
    public void line(Path2D path, Ink ink, double width, float... dashes) {
        graphics.setColor(ink.light());
        graphics.setStroke(
                dashes.length == 0
                        ? new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                        : new BasicStroke(
                                (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.clone(), 0));
        graphics.draw(path);
    }

    @Override
    public void area(Path2D path, Ink ink, double opacity) {
        Color whole = ink.light();
        int alpha = (int) Math.round(255 * opacity);
        graphics.setColor(new Color(whole.getRed(), whole.getGreen(), whole.getBlue(), alpha));
        graphics.fill(path);
    }

    @Override
    public void dot(double x, double y, double radius, Ink ink) {
        graphics.setColor(ink.light());
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(double x, double y, Anchor anchor, String words) {
        double width =
                font.getStringBounds(words, graphics.getFontRenderContext()).getWidth();
        double left = x
                - switch (anchor) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        graphics.setColor(Ink.FAINT.light());
        graphics.drawString(words, (float) left, (float) y);
    }

    @Override
    public void upwards(double x, double y, String words) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, y);
        text(x, y, Anchor.MIDDLE, words);
        graphics.setTransform(before);
    }
}
