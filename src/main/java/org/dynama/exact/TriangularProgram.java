package org.dynama.exact;

import java.util.stream.IntStream;
import org.dynama.model.Mdp;
import org.dynama.model.Stages;

/**
 * The occupancy program of an acyclic graph, every basis of which is triangular: duals follow backwards, visits forwards, with no
 * factorization.
 *
 * <p>The basis is found as its duals are: in each state the column of the least reduced cost, the first of several. Then no
 * reduced cost is wrong, and there is nothing to pivot.
 */
final class TriangularProgram {
    private final FlowColumns columns;
    private final double[] initial;
    /** The states that are allowed, each before its successors. */
    private final int[] order;

    private final int[] choice;
    private final double[] mass;

    TriangularProgram(Mdp mdp, FlowColumns columns) {
        this.columns = columns;
        initial = mdp.initial().toArray();
        choice = new int[initial.length];
        mass = new double[initial.length];
        Stages stages = Stages.of(mdp);
        order = IntStream.range(0, initial.length)
                .map(stages::inOrder)
                .filter(s -> columns.first[s] < columns.first[s + 1])
                .toArray();
    }

    /** As {@link FlowProgram#solve(double[], double[], double[])}. */
    void solve(double[] c, double[] nu, double[] v) {
        for (int k = order.length - 1; k >= 0; k--) {
            int s = order[k];
            choice[s] = columns.best(s, c, v);
            v[s] = columns.worth(choice[s], c, v);
        }
        System.arraycopy(initial, 0, mass, 0, mass.length);
        for (int s : order) {
            if (mass[s] > 0) {
                int j = choice[s];
                nu[columns.pair[j]] = mass[s];
                for (int k = columns.begin[j]; k < columns.begin[j + 1]; k++) {
                    mass[columns.next[k]] += columns.weight[k] * mass[s];
                }
            }
        }
    }
}
