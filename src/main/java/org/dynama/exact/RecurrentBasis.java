package org.dynama.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.model.EndComponents;
import org.dynama.model.Mdp;

/**
 * The bases of an average-reward program that a policy stands for: one for each set of states that it never leaves. States
 * outside take a way into it, and its gain is the basis'.
 */
final class RecurrentBasis {
    private final Mdp mdp;
    private final int[] states;
    private final FlowColumns columns;
    /** By state, the columns that can lead there, and {@code of[j]} the state of a column. */
    private final List<List<Integer>> before = new ArrayList<>();

    private final int[] of;

    RecurrentBasis(Mdp mdp, int[] states, FlowColumns columns) {
        this.mdp = mdp;
        this.states = states;
        this.columns = columns;
        of = new int[columns.pair.length];
        for (int s = 0; s < columns.states(); s++) {
            before.add(new ArrayList<>());
        }
        for (int j = 0; j < of.length; j++) {
            of[j] = mdp.transitions().stateOf(columns.pair[j]);
            for (int k = columns.begin[j]; k < columns.begin[j + 1]; k++) {
                before.get(columns.next[k]).add(j);
            }
        }
    }

    /**
     * The basis of the largest gain.
     *
     * @param choice shape {@code [S]}; the policy; receives the ways into the set of states that is taken
     * @param v shape {@code [S]}; receives duals
     */
    Basis best(int[] choice, double[] c, double[] v, BasisMethod method) {
        BitSet chosen = new BitSet();
        for (int s : states) {
            chosen.set(columns.pair[choice[s]]);
        }
        List<BitSet> sets = EndComponents.of(mdp, chosen);
        int[] policy = choice.clone();
        int[] most = policy;
        AverageBasis best = null;
        for (BitSet set : sets) {
            int[] led = ledInto(set, policy);
            AverageBasis other = new AverageBasis(columns, states, led, regular(set, led), method);
            if (sets.size() > 1) {
                other.values(c, v);
            }
            if (best == null || other.gain() > best.gain()) {
                best = other;
                most = led;
            }
        }
        System.arraycopy(most, 0, choice, 0, choice.length);
        if (best == null) {
            throw new IllegalStateException("no set of states holds runs for ever; an average reward needs one");
        }
        return best;
    }

    /** The same policy where it surely leads into the set; else the first columns found that may lead there. */
    private int[] ledInto(BitSet set, int[] policy) {
        int[] led = policy.clone();
        BitSet found = (BitSet) set.clone();
        int[] queue = Arrays.copyOf(set.stream().toArray(), led.length);
        int length = set.cardinality();
        for (boolean any : new boolean[] {false, true}) {
            for (int at = 0; at < length; at++) {
                for (int j : before.get(queue[at])) {
                    int s = of[j];
                    if (!found.get(s) && (any || policy[s] == j)) {
                        led[s] = j;
                        found.set(s);
                        queue[length++] = s;
                    }
                }
            }
        }
        return led;
    }

    /** The state of a set to which most leads: where runs are cut into rounds. */
    private int regular(BitSet set, int[] policy) {
        double[] enters = new double[policy.length];
        int regular = set.nextSetBit(0);
        for (int s = regular; s >= 0; s = set.nextSetBit(s + 1)) {
            for (int k = columns.begin[policy[s]]; k < columns.begin[policy[s] + 1]; k++) {
                enters[columns.next[k]] += columns.weight[k];
            }
        }
        for (int s = regular; s >= 0; s = set.nextSetBit(s + 1)) {
            regular = enters[s] > enters[regular] ? s : regular;
        }
        return regular;
    }
}
