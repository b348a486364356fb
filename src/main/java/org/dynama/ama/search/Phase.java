package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.List;

/**
 * One part of a search by ascents.
 *
 * @param coordinates in which it moves
 * @param handedOn how many of the starts are ends of the phase before, at most
 * @param untied how many more are {@link UntiedPoints}, at most
 * @param steps of each ascent
 * @param profiles fresh ones per step
 * @param hot the smoothing at an ascent's start beside that of the settings
 * @param tries how many sizes of steps the first start tries, each in an ascent of its own; at least 1
 */
record Phase(Parametrization coordinates, int handedOn, int untied, int steps, int profiles, double hot, int tries) {
    /** The smoothing at the end of an ascent beside the settings': wide basins first, little bias last. */
    private static final double COOLED = 0.25;

    /**
     * Ascents from untied points take fewer steps, each on more profiles, since basins there differ by little, and begin
     * hotter, which leads more of them into the deepest.
     */
    private static final int FEWER = 2;

    private static final double HOTTER = 4;

    /**
     * The phases of a search, coarsest first.
     *
     * @param coordinates one for each phase
     * @param untied whether the last also begins from untied points
     */
    static List<Phase> of(SearchSettings settings, List<Parametrization> coordinates, boolean untied) {
        List<Phase> phases = new ArrayList<>();
        int last = coordinates.size() - 1;
        for (int k = 0; k <= last; k++) {
            int handedOn = Math.max(1, settings.points().starts() >> k);
            int steps = steps(settings.ascent().iterations(), k, last);
            int profiles = settings.ascent().profiles();
            int tries = k == last ? settings.ascent().tries() : 1;
            phases.add(
                    k == last && untied
                            ? new Phase(
                                    coordinates.get(k),
                                    handedOn,
                                    UntiedPoints.count(settings),
                                    steps / FEWER,
                                    UntiedPoints.COMPARISON * profiles,
                                    HOTTER,
                                    tries)
                            : new Phase(coordinates.get(k), handedOn, 0, steps, profiles, 1, tries));
        }
        return List.copyOf(phases);
    }

    /** The finest coordinates get three fifths of the steps, the coarser ones share the rest. */
    private static int steps(int iterations, int phase, int last) {
        if (last == 0) {
            return iterations;
        }
        int coarse = iterations / 5;
        return phase < last ? coarse : iterations - coarse * last;
    }

    int starts() {
        return handedOn + untied;
    }

    /** The steps of all ascents. */
    double work() {
        return (double) (starts() + tries - 1) * steps;
    }

    String name() {
        return coordinates.sharing().name();
    }

    /** The smoothing beside the settings' where a share of an ascent is done. */
    double annealing(double done) {
        return hot * Math.pow(COOLED / hot, done);
    }
}
