package org.dynama.pivot.check;

import java.util.EnumMap;
import java.util.Map;

/** The smallest margin of each property, and where it is; the first place wins where margins are equal. */
final class Worst {
    private record Mark(double margin, Place place) {
        static final Mark NONE = new Mark(Double.POSITIVE_INFINITY, Place.NOWHERE);
    }

    private final Map<Property, Mark> marks = new EnumMap<>(Property.class);

    void note(Property property, double margin, int t, int s, int z, int b, int i, int report) {
        // What is not a number must not pass as large.
        double size = Double.isNaN(margin) ? Double.NEGATIVE_INFINITY : margin;
        if (size < margin(property)) {
            marks.put(property, new Mark(size, new Place(t, s, z, b, i, report)));
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
