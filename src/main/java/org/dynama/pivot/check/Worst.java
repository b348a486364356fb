package org.dynama.pivot.check;

import java.util.EnumMap;
import java.util.Map;

/** The smallest margin of each property, and where it is; the first place wins where margins are equal. */
final class Worst {
    private record Mark(double margin, Place place) {
        static final Mark NONE = new Mark(Double.POSITIVE_INFINITY, Place.NOWHERE);
    }

    private final Map<Property, Mark> marks = new EnumMap<>(Property.class);

    /** What is not a number must not pass as large. */
    private static double size(double margin) {
        return Double.isNaN(margin) ? Double.NEGATIVE_INFINITY : margin;
    }

    /** Whether a margin is smaller than all up to now. */
    boolean isWorse(Property property, double margin) {
        return size(margin) < margin(property);
    }

    /** Keeps the margin of a place, if it {@link #isWorse is worse}. */
    void note(Property property, double margin, Place place) {
        if (isWorse(property, margin)) {
            marks.put(property, new Mark(size(margin), place));
        }
    }

    /** Takes the margins of a part that comes after this one. */
    void merge(Worst later) {
        later.marks.forEach((property, mark) -> {
            if (mark.margin() < margin(property)) {
                marks.put(property, mark);
            }
        });
    }

    double margin(Property property) {
        return marks.getOrDefault(property, Mark.NONE).margin();
    }

    Place place(Property property) {
        return marks.getOrDefault(property, Mark.NONE).place();
    }
}
