package org.dynama.pivot.check;

import java.util.EnumMap;
import java.util.Map;

/**
 * The smallest margin of each property, and where it is; the first place wins where margins are equal. Margins below zero
 * are compared by how often they are what is allowed at their place.
 */
final class Worst {
    /**
     * A margin and its place.
     *
     * @param allowed how far below zero it may be
     */
    record Mark(double margin, double allowed, Place place) {
        private static final Mark NONE = new Mark(Double.POSITIVE_INFINITY, 0, Place.NOWHERE);

        /** What is not a finite number must not pass as large. */
        static Mark of(double margin, double allowed, Place place) {
            return new Mark(Double.isFinite(margin) ? margin : Double.NEGATIVE_INFINITY, allowed, place);
        }

        boolean holds() {
            return margin >= -allowed && margin > Double.NEGATIVE_INFINITY && Double.isFinite(allowed);
        }
    }

    private final Map<Property, Mark> marks = new EnumMap<>(Property.class);

    private static double badness(double margin, double allowed) {
        if (!Double.isFinite(margin) || !Double.isFinite(allowed)) {
            return Double.NEGATIVE_INFINITY;
        }
        return margin >= 0 ? margin : margin / Math.max(allowed, Double.MIN_NORMAL);
    }

    /** Whether a margin is worse than all up to now. */
    boolean isWorse(Property property, double margin, double allowed) {
        Mark mark = marks.get(property);
        return mark == null || badness(margin, allowed) < badness(mark.margin(), mark.allowed());
    }

    /** Keeps the margin of a place, if it {@link #isWorse is worse}. */
    void note(Property property, double margin, double allowed, Place place) {
        if (isWorse(property, margin, allowed)) {
            marks.put(property, Mark.of(margin, allowed, place));
        }
    }

    /** Takes the margins of a part that comes after this one. */
    void merge(Worst later) {
        later.marks.forEach((property, mark) -> note(property, mark.margin(), mark.allowed(), mark.place()));
    }

    /** The worst; where nothing was noted, one that holds. */
    Mark of(Property property) {
        return marks.getOrDefault(property, Mark.NONE);
    }
}
