package org.dynama.exact.season;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.dynama.exact.season.SeasonTable.Whole;

/**
 * What values say that is to be done and paid in one period:
 *
 * <pre>
 * p_i = 1/w_i * sum over z of p(z) [ max over moves of Q_-i  -  Q_-i(what is done with everyone) ]
 * </pre>
 *
 * <p>Source: Balandat and Tomlin, A Dynamic VCG Mechanism for Random Allocation Spaces, eq. 21; over weights for an affine one.
 */
final class SeasonSettlement {
    private final SeasonDesign design;
    private final int agents;
    private final List<SeasonStep> steps = new ArrayList<>();

    /** Of a period, by the values that follow it: everyone's, then those without each agent. */
    SeasonSettlement(SeasonDesign design, int t, List<Whole> next) {
        this.design = design;
        agents = design.world().agents().size();
        for (int absent = SeasonTypes.EVERYONE; absent < agents; absent++) {
            steps.add(new SeasonStep(design, t, absent, next.get(1 + absent)));
        }
    }

    /** The action under a draw. */
    SeasonWorld.Move action(int s, int z, List<Integer> reports) {
        return steps.get(0).best(s, z, profile(SeasonTypes.EVERYONE, reports));
    }

    /** What agent {@code i} pays. */
    Rational payment(int i, int s, List<Integer> reports) {
        SeasonStep without = steps.get(1 + i);
        int b = profile(i, reports);
        Rational harm = without.expected(
                z -> without.worth(without.best(s, z, b), z, b).subtract(without.worth(action(s, z, reports), z, b)));
        return harm.dividedBy(design.weights().get(i)).reduced();
    }

    private int profile(int absent, List<Integer> reports) {
        return new SeasonTypes(design.world(), absent).profile(reports);
    }
}
