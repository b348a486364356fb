package org.dynama.pivot.mechanism;

import org.dynama.model.Transitions;
import org.dynama.pivot.world.JointTypes;
import org.dynama.pivot.world.PivotStage;

/**
 * Expected next-period tables, one public state and action at a time: the public state's successors are weighted first,
 * then each agent's types are contracted with her own kernel. Types are independent given action and public state, so
 * no joint kernel is ever made: {@code O(width B sum_i K_i)} time instead of {@code O(width B^2)}.
 *
 * <p>Tables are {@code [S, B, width]}: several of them side by side are contracted at once. One object serves one thread.
 */
public final class Expectation {
    /** Leaves out nobody. */
    public static final int NOBODY = -1;

    private final JointTypes profiles;
    private final int width;
    private double[] from;
    private double[] into;

    /**
     * Expectations of tables over joint types.
     *
     * @param width how many tables lie side by side
     */
    public Expectation(JointTypes profiles, int width) {
        this.profiles = profiles;
        this.width = width;
        from = new double[profiles.count() * width];
        into = new double[from.length];
    }

    /**
     * Writes {@code E[next(s', b')] given s, a, b} for every profile {@code b}.
     *
     * @param absent whose types the table does not have, or {@link #NOBODY}
     * @param next shape {@code [S, B, width]}; {@code B} counts the types of those who are there
     * @param out receives {@code B * width} numbers from {@code at} on
     */
    public void of(PivotStage stage, int s, int a, int absent, double[] next, double[] out, int at) {
        int row = width * (absent == NOBODY ? profiles.count() : profiles.countWithout(absent));
        successors(stage.next(), stage.next().pair(s, a), next, row);
        int inner = width;
        for (int i = profiles.agents() - 1; i >= 0; i--) {
            if (i != absent) {
                if (!stage.stays(i, s, a)) {
                    contract(stage.kernel(i, s, a), profiles.types(i), inner, row);
                }
                inner *= profiles.types(i);
            }
        }
        System.arraycopy(from, 0, out, at, row);
    }

    private void successors(Transitions transitions, int pair, double[] next, int row) {
        int first = transitions.begin(pair);
        double weight = transitions.probability(first);
        int start = transitions.next(first) * row;
        for (int j = 0; j < row; j++) {
            from[j] = weight * next[start + j];
        }
        for (int k = first + 1; k < transitions.end(pair); k++) {
            weight = transitions.probability(k);
            start = transitions.next(k) * row;
            for (int j = 0; j < row; j++) {
                from[j] += weight * next[start + j];
            }
        }
    }

    private void contract(double[] kernel, int types, int inner, int row) {
        for (int block = 0; block < row; block += types * inner) {
            for (int k = 0; k < types; k++) {
                int to = block + k * inner;
                double weight = kernel[k * types];
                for (int j = 0; j < inner; j++) {
                    into[to + j] = weight * from[block + j];
                }
                for (int next = 1; next < types; next++) {
                    add(kernel[k * types + next], block + next * inner, to, inner);
                }
            }
        }
        double[] done = into;
        into = from;
        from = done;
    }

    private void add(double weight, int start, int to, int length) {
        if (weight != 0) {
            for (int j = 0; j < length; j++) {
                into[to + j] += weight * from[start + j];
            }
        }
    }
}
