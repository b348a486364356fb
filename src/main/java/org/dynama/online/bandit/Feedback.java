package org.dynama.online.bandit;

import java.util.List;
import org.dynama.model.Draws;
import org.dynama.online.reporting.Hearing;

/** What comes back from a round: an agent has her allocation, realises a value and reports one. */
final class Feedback {
    private final BanditMarket market;
    private final Hearing hearing;
    private final Draws draws;
    private final double[] values;
    private final double[] designer;
    private final int allocations;
    private final boolean[] informative;

    Feedback(BanditMarket market, List<BanditAgent> participation, Hearing hearing, Draws draws) {
        this.market = market;
        this.hearing = hearing;
        this.draws = draws;
        values = market.values().toArray();
        designer = market.designer().toArray();
        allocations = market.allocations();
        informative = new boolean[values.length];
        for (int k = 0; k < informative.length; k++) {
            informative[k] = !participation.get(k / allocations).byBids()
                    && !market.known().get(k % allocations);
        }
    }

    /** Whether an agent has something to report of an allocation: who bids has said it all before. */
    boolean isInformative(int i, int s) {
        return informative[i * allocations + s];
    }

    /**
     * {@code X_it} and {@code Y_it}: realises a value and returns what the agent makes of it.
     *
     * @param q the bracket
     * @param charge what she pays in this round
     */
    double report(int i, int s, long q, long t, double charge) {
        double mean = values[i * allocations + s];
        double realised = market.noise().realise(mean, 1, draws);
        return hearing.hear(i, realised, s, q, t, charge);
    }

    /** A realisation of one of the designer's components. */
    double designer(int component) {
        return designer[component] + market.designerDeviation() * draws.normal();
    }
}
