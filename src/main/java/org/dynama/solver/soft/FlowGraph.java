package org.dynama.solver.soft;

import org.dynama.model.Mdp;
import org.dynama.model.Transitions;

/**
 * The transitions of an MDP, times its discount, as sweeps read them: of each pair first the successors that the order has before
 * its state, then those after it; staying apart.
 */
final class FlowGraph {
    final SweepOrder order;
    final Transitions transitions;
    final double discount;
    /** Successors of pair {@code p}: before its state {@code first[p] .. split[p] - 1}, after it up to {@code first[p + 1]}. */
    final int[] first;

    final int[] split;
    final int[] next;
    final double[] weight;
    /** By pair, the weight of staying. */
    final double[] stay;

    FlowGraph(Mdp mdp, double discount) {
        order = SweepOrder.of(mdp);
        transitions = mdp.transitions();
        this.discount = discount;
        int pairs = mdp.pairCount();
        first = new int[pairs + 1];
        split = new int[pairs];
        stay = new double[pairs];
        next = new int[transitions.entries()];
        weight = new double[transitions.entries()];
        int used = 0;
        for (int p = 0; p < pairs; p++) {
            first[p] = used;
            used = copy(p, true, used);
            split[p] = used;
            used = copy(p, false, used);
        }
        first[pairs] = used;
    }

    private int copy(int p, boolean before, int at) {
        int used = at;
        int s = transitions.stateOf(p);
        for (int k = transitions.begin(p); k < transitions.end(p); k++) {
            int successor = transitions.next(k);
            double mass = discount * transitions.probability(k);
            if (successor == s) {
                stay[p] += before ? mass : 0;
            } else if (order.isBefore(successor, s) == before) {
                next[used] = successor;
                weight[used++] = mass;
            }
        }
        return used;
    }

    int states() {
        return order.size();
    }
}
