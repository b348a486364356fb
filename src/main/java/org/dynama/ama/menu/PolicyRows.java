package org.dynama.ama.menu;

/** The policies of a menu in rows, as {@link Menu} says. */
final class PolicyRows {
    /** By entry, its first place; then the number of places. */
    final int[] begin;

    final int[] pairs;
    final double[] probabilities;

    PolicyRows(int[] begin, int[] pairs, double[] probabilities) {
        this.begin = begin;
        this.pairs = pairs;
        this.probabilities = probabilities;
    }
}
