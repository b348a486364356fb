package org.dynama.exact;

import java.util.Arrays;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RunLengths;
import org.dynama.model.Transitions;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;
import org.ojalgo.structure.Access1D;

/**
 * The occupancy program of one set of allowed pairs, posed so that the simplex method needs no first phase.
 *
 * <p>A run may also stop: the flow constraints become {@code <=}, whose slack basis is feasible. Stopping is made
 * unprofitable by a potential: with {@code c'(s,a) = c(s,a) + shift * (h(s) - discount * E[h(s')])}, where
 * {@code h(s)} is large enough for the bracket to be at least 1 ({@link RunLengths}) and {@code shift} is twice the largest
 * size of a state's best coefficient, every state has an action with a positive {@code c'}, so every optimum uses all flow and solves the
 * program with {@code =}. The values change by
 * {@code shift * h}. For an average-reward horizon the flow constraints sum to zero, so {@code <=} already means
 * {@code =}; there the normalisation is relaxed in the same way.
 *
 * <p>Costs and flows are multiplied by powers of two, which is exact, to lie well above the absolute tolerances of the
 * simplex method. Cost: {@code O(S * S A)} memory, about one pivot per state.
 */
final class FlowProgram {
    /** ojAlgo takes ratios below 1e-8 for equal: flows are counted in units of about 1e-9. */
    private static final double FLOW_UNIT = 0x1p-30;

    private final Mdp mdp;
    final AllowedPairs allowed;
    /** The factor on the values of next states; 1 unless discounted. */
    final double discount;

    final boolean average;
    /** Shape {@code [S]}: {@code h}. */
    private final double[] potential;
    /** Per column: {@code h(s) - discount * E[h(s')]}. */
    private final double[] bonus;

    private final LinearSolver.Builder builder;
    private final Optimisation.Options options = new Optimisation.Options();

    FlowProgram(Mdp mdp, AllowedPairs allowed) {
        this.mdp = mdp;
        this.allowed = allowed;
        discount = mdp.horizon().discount();
        average = mdp.horizon() instanceof Horizon.AverageReward;
        potential = potential();
        bonus = bonus();
        builder = LinearSolver.newBuilder(new double[allowed.pairs.length]);
        addConstraints();
        options.linear().primal();
        // A few pivots a state is usual; a method that cycles must stop.
        options.iterations_abort = 1000 + 100 * (allowed.states.length + allowed.pairs.length);
    }

    private double[] potential() {
        double[] h = new double[mdp.stateCount()];
        if (!average) {
            Arrays.setAll(h, RunLengths.of(mdp)::from);
        }
        return h;
    }

    private double[] bonus() {
        double[] out = new double[allowed.pairs.length];
        Transitions transitions = mdp.transitions();
        for (int j = 0; j < out.length; j++) {
            int pair = allowed.pairs[j];
            out[j] = average ? 1 : potential[mdp.stateOf(pair)];
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                out[j] -= discount * transitions.probability(k) * potential[transitions.next(k)];
            }
        }
        return out;
    }

    private void addConstraints() {
        double[][] rows = new double[mdp.stateCount()][allowed.pairs.length];
        Transitions transitions = mdp.transitions();
        for (int j = 0; j < allowed.pairs.length; j++) {
            int pair = allowed.pairs[j];
            rows[mdp.stateOf(pair)][j] += 1;
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                rows[transitions.next(k)][j] -= discount * transitions.probability(k);
            }
        }
        for (int s : allowed.states) {
            builder.inequality(average ? 0 : mdp.initial().get(s) / FLOW_UNIT, rows[s]);
        }
        if (average) {
            double[] ones = new double[allowed.pairs.length];
            Arrays.fill(ones, 1);
            builder.inequality(1 / FLOW_UNIT, ones);
        }
    }

    /**
     * Solves the program.
     *
     * @param c shape {@code [P]}; finite at the allowed pairs
     * @param nu shape {@code [P]}; receives the occupancy; zero at other pairs
     * @param v shape {@code [S]}; receives the dual values
     * @return the multiplier of the normalisation (the gain) for an average-reward horizon, else 0; NaN where ojAlgo finds no
     *     optimum
     */
    double solve(double[] c, double[] nu, double[] v) {
        double shift = shift(c);
        double scale = Math.scalb(1.0, -Math.getExponent(shift));
        for (int j = 0; j < bonus.length; j++) {
            builder.objective(j, -scale * (c[allowed.pairs[j]] + shift * bonus[j]));
        }
        Optimisation.Result result = builder.build(options).solve();
        if (result.getState() != Optimisation.State.OPTIMAL) {
            return Double.NaN;
        }
        for (int j = 0; j < bonus.length; j++) {
            nu[allowed.pairs[j]] = result.doubleValue(j) * FLOW_UNIT;
        }
        return readDuals(result, shift, scale, v);
    }

    /**
     * Enough for every state to have an action whose {@code c'} is positive, so that no run stops early: twice the largest size
     * of a state's best coefficient. Penalties that nobody need pay do not count.
     */
    private double shift(double[] c) {
        double[] best = new double[mdp.stateCount()];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        double largest = 0;
        for (int pair : allowed.pairs) {
            int s = mdp.stateOf(pair);
            best[s] = Math.max(best[s], c[pair]);
            largest = Math.max(largest, Math.abs(c[pair]));
        }
        double shift = 0;
        for (int s : allowed.states) {
            shift = Math.max(shift, 2 * Math.abs(best[s]));
        }
        return shift > 0 ? shift : largest > 0 ? 2 * largest : 1;
    }

    /** How many actions a run has at most, discounted; one where numbers are per period. */
    double visits() {
        return average ? 1 : Arrays.stream(potential).max().orElse(1);
    }

    private double readDuals(Optimisation.Result result, double shift, double scale, double[] v) {
        Access1D<?> multipliers = result.getDualSolution().orElseThrow().get();
        Arrays.fill(v, Double.NEGATIVE_INFINITY);
        for (int row = 0; row < allowed.states.length; row++) {
            int s = allowed.states[row];
            v[s] = multipliers.doubleValue(row) / scale - shift * potential[s];
        }
        return average ? multipliers.doubleValue(allowed.states.length) / scale - shift : 0;
    }
}
