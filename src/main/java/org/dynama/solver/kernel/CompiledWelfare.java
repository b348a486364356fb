package org.dynama.solver.kernel;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.RewardMap;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** An affine welfare as the kernel reads it: constants folded, terms that weigh nothing dropped, types named by row. */
public final class CompiledWelfare {
    /** Shape {@code [S * A]}. */
    public final double[] base;
    /** Shape {@code [S * A]}; the sum of the sizes of what {@code base} is made of. */
    public final double[] baseSize;
    /** Terms of pair {@code p}: {@code offsets[p] .. offsets[p + 1] - 1}. */
    public final int[] offsets;
    /** The row {@code i * d + k} of a term's type component. */
    public final int[] row;

    public final double[] coefficient;
    /** Of the last bound on rounding. */
    private int[] box = {};

    private double error;
    /** Measured and pulled back, never maximized. */
    public final @Nullable Loss loss;

    public CompiledWelfare(AffineWelfare welfare, RewardMap rewards, int dimension) {
        int pairs = rewards.pairs();
        if (welfare.weights().size() != rewards.agents() || welfare.boosts().size() != pairs) {
            throw Refusal.of(
                    "weights for " + welfare.weights().size() + " agents and boosts for "
                            + welfare.boosts().size() + " state-action pairs must fit the rewards of "
                            + rewards.agents() + " agents and " + pairs + " pairs",
                    "");
        }
        base = welfare.boosts().toArray();
        baseSize = new double[pairs];
        double[] weights = welfare.weights().toArray();
        offsets = new int[pairs + 1];
        int[] rows = new int[rewards.end(pairs - 1)];
        double[] coefficients = new double[rows.length];
        int used = 0;
        for (int p = 0; p < pairs; p++) {
            baseSize[p] = Math.abs(base[p]);
            for (int m = rewards.begin(p); m < rewards.end(p); m++) {
                double scaled = weights[rewards.agent(m)] * rewards.coefficient(m);
                if (rewards.component(m) == RewardMap.CONSTANT) {
                    base[p] += scaled;
                    baseSize[p] += Math.abs(scaled);
                } else if (scaled != 0) {
                    rows[used] = rewards.agent(m) * dimension + rewards.component(m);
                    coefficients[used++] = scaled;
                }
            }
            offsets[p + 1] = used;
        }
        row = rows;
        coefficient = coefficients;
        loss = welfare.loss();
    }

    /**
     * A bound on the rounding of values, which a box of types determines, computed again only where the box is another.
     *
     * @param types as {@link Kernel#box} says
     */
    public double error(int[] types, DoubleSupplier bound) {
        if (!Arrays.equals(types, box)) {
            error = bound.getAsDouble();
            box = types.clone();
        }
        return error;
    }

    /** Whether a pair has at most one term: the case worth a loop of its own. */
    public boolean isSimple(int pair) {
        return offsets[pair + 1] - offsets[pair] <= 1;
    }

    /** The coefficient of a simple pair's term, zero without one. */
    public double slope(int pair) {
        return offsets[pair] == offsets[pair + 1] ? 0 : coefficient[offsets[pair]];
    }

    /** The row of a simple pair's term, any without one. */
    public int slopeRow(int pair) {
        return offsets[pair] == offsets[pair + 1] ? 0 : row[offsets[pair]];
    }

    /** Refuses hard values of minus infinity: whatever the policy, the run meets a state without an allowed action. */
    public static void requirePolicy(double[] values) {
        for (int b = 0; b < values.length; b++) {
            if (values[b] == Double.NEGATIVE_INFINITY) {
                throw new Refusal(
                        "profile " + b,
                        "",
                        "has no allowed policy: whatever is done, the run can reach a state"
                                + " all of whose actions have boost -Infinity",
                        "Maybe allow one action in every state.");
            }
        }
    }

    /** Refuses to maximize what can only be measured. */
    public static void requireNoLoss(@Nullable Loss loss) {
        if (loss != null) {
            throw new Refusal(
                    "loss",
                    loss.name(),
                    "cannot be part of what a policy maximizes",
                    "Maybe measure it with inner, or pull it back.");
        }
    }

    /** Refuses boosts that only a hard solution understands. */
    public static void requireFinite(AffineWelfare welfare) {
        int pair = welfare.boosts().firstNotFinite();
        if (pair >= 0) {
            throw new Refusal(
                    "boosts[" + pair + "]",
                    welfare.boosts().get(pair),
                    "must be finite in a regularized solution",
                    "Maybe make the action infeasible in the MDP.");
        }
    }

    /** The coefficient of a pair for one profile, in the order in which the kernel's rows add it up. */
    public double at(int pair, double[][] types, int w) {
        double sum = base[pair];
        for (int m = offsets[pair]; m < offsets[pair + 1]; m++) {
            sum += coefficient[m] * types[row[m]][w];
        }
        return sum;
    }

    /** {@code out + nu * coefficient} of one profile, added up as rows are. */
    public double addInner(int pair, double nu, double[][] types, int w, double out) {
        int first = offsets[pair];
        double sum = out;
        for (int m = first; m < offsets[pair + 1]; m++) {
            sum += nu * ((m == first ? base[pair] : 0) + coefficient[m] * types[row[m]][w]);
        }
        return first < offsets[pair + 1] ? sum : sum + nu * base[pair];
    }

    /** {@code out += nu * coefficient} over a row of profiles. */
    public void addInner(int pair, double[] nu, double[][] types, double[] zero, double[] out) {
        int m = offsets[pair];
        int end = offsets[pair + 1];
        if (m < end) {
            Rows.addProduct(out, nu, base[pair], coefficient[m], types[row[m]]);
        } else if (base[pair] != 0) {
            Rows.addProduct(out, nu, base[pair], 0, zero);
        }
        for (m++; m < end; m++) {
            Rows.addProduct(out, nu, 0, coefficient[m], types[row[m]]);
        }
    }
}
