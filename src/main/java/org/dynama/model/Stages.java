package org.dynama.model;

import java.util.Arrays;
import org.dynama.refusal.Refusal;

/**
 * The stages of an acyclic MDP: the stage of a state is the largest number of actions that can precede it.
 *
 * <p>Costs {@code O(S + entries)}.
 */
public final class Stages {
    private final int[] stageOf;
    private final int[] order;
    private final int count;
    private final boolean uniformTree;

    private Stages(int[] stageOf, int[] order, boolean uniformTree) {
        this.stageOf = stageOf;
        this.order = order;
        this.count = Arrays.stream(stageOf).max().orElse(-1) + 1;
        this.uniformTree = uniformTree;
    }

    /**
     * The stages of the MDP.
     *
     * @throws IllegalArgumentException if the transitions have a cycle, or a state that cannot be reached
     */
    public static Stages of(Mdp mdp) {
        Transitions transitions = mdp.transitions();
        int[] indegree = new int[mdp.stateCount()];
        for (int k = 0; k < transitions.entries(); k++) {
            indegree[transitions.next(k)]++;
        }
        int[] stageOf = new int[mdp.stateCount()];
        int[] order = topologicalOrder(mdp, indegree.clone(), stageOf);
        return new Stages(stageOf, order, isUniformTree(mdp, indegree, stageOf));
    }

    private static int[] topologicalOrder(Mdp mdp, int[] open, int[] stageOf) {
        int[] order = new int[mdp.stateCount()];
        int found = 0;
        for (int s = 0; s < open.length; s++) {
            if (open[s] == 0) {
                if (mdp.initial().get(s) == 0) {
                    throw new Refusal(
                            "state \"" + mdp.states().get(s) + "\"",
                            "",
                            "cannot be reached",
                            "Maybe remove it, or give it an initial probability.");
                }
                order[found++] = s;
            }
        }
        Transitions transitions = mdp.transitions();
        for (int done = 0; done < found; done++) {
            int s = order[done];
            for (int k = transitions.begin(mdp.firstPair(s)); k < transitions.end(mdp.endPair(s) - 1); k++) {
                int next = transitions.next(k);
                stageOf[next] = Math.max(stageOf[next], stageOf[s] + 1);
                if (--open[next] == 0) {
                    order[found++] = next;
                }
            }
        }
        if (found < open.length) {
            int s = 0;
            while (open[s] == 0) {
                s++;
            }
            throw Refusal.of(
                    "the transitions have a cycle through or before state \""
                            + mdp.states().get(s) + "\"",
                    "Maybe use a discounted horizon; a finite one needs an acyclic graph.");
        }
        return order;
    }

    /** One history a state, and every run takes the same number of actions. */
    private static boolean isUniformTree(Mdp mdp, int[] indegree, int[] stageOf) {
        int last = Arrays.stream(stageOf).max().orElse(-1);
        for (int s = 0; s < stageOf.length; s++) {
            boolean initial = mdp.initial().get(s) > 0;
            if (indegree[s] + (initial ? 1 : 0) != 1) {
                return false;
            }
            for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
                boolean ends =
                        mdp.transitions().begin(pair) == mdp.transitions().end(pair);
                if (ends != (stageOf[s] == last)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The number of stages {@code T}. */
    public int count() {
        return count;
    }

    /** The stage of state {@code s}, in {@code 0..T-1}. */
    public int of(int s) {
        return stageOf[s];
    }

    /** The k-th state of an order in which every state comes before its successors. */
    public int inOrder(int k) {
        return order[k];
    }

    /** Whether every state has one history and every run takes exactly {@code T} actions. */
    public boolean isUniformTree() {
        return uniformTree;
    }
}
