package org.dynama.solver.average;

import java.util.BitSet;
import org.dynama.model.Transitions;

/**
 * Gain-optimal policies, one per profile, where gains depend on the state: {@link GainIteration} in every end component, then
 * {@link HomeChoice} among them. A run settles in a component and has its shares of periods there.
 */
final class MultichainIteration {
    private final Homes homes;
    private final GainIteration within;
    private final HomeChoice choice;
    private final Transitions transitions;

    /** @param within solves one component: its runs begin where they settle */
    MultichainIteration(AverageSolver solver, Homes homes, GainIteration within) {
        this.homes = homes;
        this.within = within;
        transitions = solver.mdp.transitions();
        choice = new HomeChoice(transitions, solver.initial, homes);
    }

    /**
     * Solves every lane.
     *
     * @param c rows of coefficients by pair
     * @param noise what rounding may have done to them
     */
    void run(double[][] c, double[][] noise, GainIteration.Solution solution) {
        int count = solution.gains.length;
        GainIteration.Solution[] parts = new GainIteration.Solution[homes.count()];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = new GainIteration.Solution(solution.table, solution.policies);
            within.run(c, noise, homes.inside(k), parts[k]);
        }
        double[] gains = new double[parts.length];
        double[] errors = new double[parts.length];
        for (int w = 0; w < count; w++) {
            for (int k = 0; k < parts.length; k++) {
                gains[k] = parts[k].gains[w];
                errors[k] = parts[k].errors[w];
            }
            double[] shares = choice.settle(gains, errors);
            leave(solution.policies[w]);
            double[] gain = choice.gain(shares, gains, errors);
            solution.gains[w] = gain[0];
            solution.errors[w] = gain[1];
            solution.margins[w] = choice.margin();
            for (int k = 0; k < parts.length; k++) {
                if (shares[k] > 0) {
                    solution.margins[w] = Math.min(solution.margins[w], parts[k].margins[w]);
                }
                int lane = w;
                double share = shares[k];
                homes.inside(k).stream().forEach(pair -> solution.table[pair][lane] *= share);
            }
        }
    }

    /** Lets a policy go where a run is to settle: out of every component that is left, by the way with the fewest actions. */
    private void leave(int[] policy) {
        for (int g = 0; g < homes.groups(); g++) {
            int move = choice.move(g);
            if (move >= 0) {
                BitSet near = new BitSet();
                near.set(transitions.stateOf(move));
                policy[transitions.stateOf(move)] = move;
                while (g < homes.count() && comeNearer(homes.inside(g), near, (BitSet) near.clone(), policy)) {
                    // Another round, one action farther.
                }
            }
        }
    }

    private boolean comeNearer(BitSet pairs, BitSet near, BitSet known, int[] policy) {
        for (int pair = pairs.nextSetBit(0); pair >= 0; pair = pairs.nextSetBit(pair + 1)) {
            int s = transitions.stateOf(pair);
            for (int k = transitions.begin(pair); k < transitions.end(pair) && !near.get(s); k++) {
                if (known.get(transitions.next(k))) {
                    near.set(s);
                    policy[s] = pair;
                }
            }
        }
        return near.cardinality() > known.cardinality();
    }
}
