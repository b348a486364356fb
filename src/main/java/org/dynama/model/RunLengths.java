package org.dynama.model;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;

/**
 * How many actions runs take at most, whatever the policy: expected over chance, later ones discounted where rewards are.
 *
 * <p>Bounds {@code h} by state with {@code h(s) >= 1 + discount * E[h(s')]} for every action. So values that miss the Bellman
 * equation by {@code r} at most are within {@code r * h(s)} of the optimal ones, and no visits of a policy sum to more than
 * {@code h} at the start.
 *
 * <p>For a total horizon they are the values of the same MDP in which every action earns one, by value iteration and, where it
 * is slow, policy iteration ({@link LengthEquations}); {@code O(entries)} a sweep, a policy what elimination fills in.
 */
public final class RunLengths {
    private static final double UNIT = 0x1p-53;
    private static final int FEW_SWEEPS = 100;
    /** Where elimination would take more memory than there may be. */
    private static final int MOST_SWEEPS = 100_000;

    private static final int MOST_POLICIES = 100;
    /** How far sweeps may leave the expectation of one more action unexplained; bounds are larger by as much. */
    private static final double CLOSE = 1e-3;

    private final Mdp mdp;
    private final double[] bounds;

    private RunLengths(Mdp mdp) {
        this.mdp = mdp;
        bounds = new double[mdp.stateCount()];
    }

    /**
     * The bounds of an MDP; all one where numbers are per period.
     *
     * @throws Refusal if the horizon is finite and the graph has a cycle, or total and a run can go on for ever
     * @throws Failure if runs of a total horizon are so long that doubles cannot tell their lengths
     */
    public static RunLengths of(Mdp mdp) {
        RunLengths lengths = new RunLengths(mdp);
        if (mdp.horizon() instanceof Horizon.Finite) {
            Stages stages = Stages.of(mdp);
            Arrays.setAll(lengths.bounds, s -> stages.count() - stages.of(s));
        } else if (mdp.horizon() instanceof Horizon.Total) {
            requireEnd(mdp);
            lengths.solve();
        } else {
            boolean average = mdp.horizon() instanceof Horizon.AverageReward;
            Arrays.fill(lengths.bounds, average ? 1 : 1 / (1 - mdp.horizon().discount()));
        }
        return lengths;
    }

    private static void requireEnd(Mdp mdp) {
        BitSet component = Endlessness.component(mdp, mdp.allPairs());
        if (!component.isEmpty()) {
            throw Refusal.of(
                    "a total horizon needs runs that end under every policy, and one can go on for ever by "
                            + Endlessness.shown(mdp, component),
                    "Maybe let each of these end with some probability, or a discounted horizon.");
        }
    }

    /** The bound from a state on. */
    public double from(int s) {
        return bounds[s];
    }

    /** The largest bound. */
    public double most() {
        return Arrays.stream(bounds).max().orElse(1);
    }

    private void solve() {
        double missing = sweeps(FEW_SWEEPS);
        boolean solved = true;
        for (int k = 0; k < MOST_POLICIES && missing > CLOSE && solved; k++) {
            int[] policy = new int[bounds.length];
            Arrays.setAll(policy, this::best);
            solved = LengthEquations.solve(mdp, policy, bounds);
            missing = missing(-1);
        }
        if (!solved) {
            sweeps(MOST_SWEEPS);
        }
        missing = missing(1);
        if (!(missing < 0.5)) {
            throw new Failure(
                    "runs take " + most() + " actions and more, and doubles cannot tell how many",
                    "Maybe larger probabilities of an end.");
        }
        for (int s = 0; s < bounds.length; s++) {
            bounds[s] /= 1 - missing;
        }
    }

    private double sweeps(int most) {
        double missing = Double.POSITIVE_INFINITY;
        for (int k = 0; k < most && missing > CLOSE; k++) {
            missing = sweep(k % 2 == 0);
        }
        return missing;
    }

    private double sweep(boolean forward) {
        double change = 0;
        for (int k = 0; k < bounds.length; k++) {
            int s = forward ? k : bounds.length - 1 - k;
            double longest = after(best(s));
            change = Math.max(change, longest - bounds[s]);
            bounds[s] = longest;
        }
        return change;
    }

    private double after(int pair) {
        Transitions transitions = mdp.transitions();
        double sum = 1;
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            sum += transitions.probability(k) * bounds[transitions.next(k)];
        }
        return sum;
    }

    private int best(int s) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
            double after = after(pair);
            if (after > most) {
                best = pair;
                most = after;
            }
        }
        return best;
    }

    /**
     * The most by which one more action lengthens a run beyond its bound.
     *
     * @param side 1 for at most, -1 for surely, rounding considered
     */
    private double missing(int side) {
        Transitions transitions = mdp.transitions();
        double missing = 0;
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            double after = after(pair);
            int terms = transitions.end(pair) - transitions.begin(pair);
            double rounding = (2 * UNIT * (terms + 2) + transitions.imbalance(pair)) * Math.abs(after);
            missing = Math.max(missing, after - bounds[mdp.stateOf(pair)] + side * rounding);
        }
        return missing;
    }
}
