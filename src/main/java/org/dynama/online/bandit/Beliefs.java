package org.dynama.online.bandit;

import java.util.Arrays;
import org.dynama.online.bandit.LearnSettings.Bound;
import org.dynama.online.bandit.RoundMechanism.Known;

/**
 * What VCG-Learn believes of everybody's values: sample means, and the bounds that lines 7 and 8 of the algorithm need.
 *
 * @see <a href="https://jmlr.org/papers/v24/20-1226.html">Kandasamy et al. (2023), eq. 4, 5 and 7</a>
 */
final class Beliefs {
    private final LearnSettings settings;
    private final Bound chosen;
    private final int allocations;
    private final Estimates agents;
    private final Estimates designer;

    /** The bounds that the outcome maximizes. */
    final Table choice;
    /** The bounds of the first half of a price. */
    final Table f;
    /** The bounds of the second half. */
    final Table g;

    private double width;

    /** One bound of every value. */
    static final class Table {
        /** Shape {@code [n * S]}. */
        final double[] agents;
        /** One for each of the designer's components. */
        final double[] designer;

        Table(int agents, int components) {
            this.agents = new double[agents];
            designer = new double[components];
        }
    }

    /** Beliefs before the first round: bids, and what is known to all. */
    Beliefs(Known market, LearnSettings settings, Bound chosen) {
        this.settings = settings;
        this.chosen = chosen;
        allocations = market.outcomes().allocations();
        double[] told = market.values().toArray();
        boolean[] known = new boolean[told.length];
        for (int k = 0; k < known.length; k++) {
            known[k] = !Double.isNaN(told[k]);
        }
        agents = new Estimates(told, known, true);
        double[] own = market.designer().toArray();
        boolean[] ownKnown = new boolean[own.length];
        Arrays.fill(ownKnown, !settings.designer().isLearned());
        designer = new Estimates(own, ownKnown, false);
        choice = new Table(known.length, own.length);
        f = new Table(known.length, own.length);
        g = new Table(known.length, own.length);
        designer.bound(0, choice.designer);
        designer.bound(0, f.designer);
        designer.bound(0, g.designer);
    }

    /** Takes a report {@code Y_it} into the mean of {@code v'_it(s)}. */
    void hear(int i, int s, double report) {
        agents.add(i * allocations + s, report);
    }

    /** The same for one of the designer's components. */
    void hearDesigner(int component, double realised) {
        designer.add(component, realised);
    }

    /**
     * Eq. 4: the bounds of this round.
     *
     * @param exploited {@code t - q K + 1}
     */
    void bound(long exploited) {
        double scale = Math.sqrt(5 * Math.log((double) exploited) + 2 * Math.log(allocations));
        width = settings.sigma() * scale;
        agents.bound(signed(chosen, width), choice.agents);
        agents.bound(signed(settings.pricing().f(), width), f.agents);
        agents.bound(signed(settings.pricing().g(), width), g.agents);
        if (settings.designer().isLearned()) {
            double wide = settings.designer().sigma() * scale;
            designer.bound(signed(chosen, wide), choice.designer);
            designer.bound(signed(settings.pricing().f(), wide), f.designer);
            designer.bound(signed(settings.pricing().g(), wide), g.designer);
        }
    }

    private static double signed(Bound bound, double width) {
        return bound.sign() * width;
    }

    /**
     * The largest deviation of a mean from the truth as a share of the confidence radius of {@link #bound}.
     *
     * @param truth shape {@code [n * S]}
     */
    double worstDeviation(double[] truth) {
        return agents.worstDeviation(truth, width);
    }
}
