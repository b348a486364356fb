package org.dynama.page;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;

/** The straight pieces of a path. */
final class PathPieces {
    private PathPieces() {}

    /** What a path is told to. */
    interface Visitor {
        /** Goes somewhere without a line. */
        void move(double x, double y);

        /** A line. */
        void line(double x, double y);

        /** A line to where the last piece began. */
        void close();
    }

    static void of(Path2D path, Visitor visitor) {
        double[] at = new double[6];
        for (PathIterator piece = path.getPathIterator(null); !piece.isDone(); piece.next()) {
            switch (piece.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> visitor.move(at[0], at[1]);
                case PathIterator.SEG_CLOSE -> visitor.close();
                default -> visitor.line(at[0], at[1]);
            }
        }
    }
}
