package org.dynama.solver.average;

import java.util.Arrays;
import org.dynama.solver.sparse.ChainClasses;

/**
 * The sets of states that a policy never leaves, once it is there, and in which it gets everywhere: the strongly connected
 * components of its graph without a way out, by Tarjan's algorithm without recursion, {@code O(S + entries)}.
 */
final class RecurrentClasses implements ChainClasses {
    /** In no class: left for good. */
    static final int TRANSIENT = -1;
    /** Without a pair. */
    static final int UNUSED = -2;

    private final Steps steps;
    private final int[] classOf;
    private final int[] order;
    private final int[] low;
    private final int[] entry;
    private final int[] walk;
    private final int[] open;
    private int[] policy = {};
    private int found;
    private int waiting;
    private int count;

    RecurrentClasses(Steps steps, int states) {
        this.steps = steps;
        classOf = new int[states];
        order = new int[states];
        low = new int[states];
        entry = new int[states];
        walk = new int[states];
        open = new int[states];
    }

    /** Sorts the states by class, the classes by their first states; a policy has a pair by state, or -1. */
    @Override
    public void find(int[] policy) {
        this.policy = policy;
        found = 0;
        waiting = 0;
        count = 0;
        Arrays.fill(order, 0);
        Arrays.fill(classOf, UNUSED);
        for (int s = 0; s < policy.length; s++) {
            if (policy[s] >= 0 && order[s] == 0) {
                walkFrom(s);
            }
        }
        number();
    }

    private void walkFrom(int root) {
        int depth = 0;
        walk[depth++] = root;
        enter(root);
        while (depth > 0) {
            int s = walk[depth - 1];
            if (entry[s] < steps.end(policy[s])) {
                int next = steps.next(entry[s]++);
                if (order[next] == 0) {
                    walk[depth++] = next;
                    enter(next);
                } else if (low[next] > 0) {
                    low[s] = Math.min(low[s], order[next]);
                }
            } else {
                depth--;
                int rank = low[s];
                if (rank == order[s]) {
                    close(s);
                }
                if (depth > 0 && low[s] > 0) {
                    low[walk[depth - 1]] = Math.min(low[walk[depth - 1]], rank);
                }
            }
        }
    }

    private void enter(int s) {
        order[s] = ++found;
        low[s] = found;
        entry[s] = steps.begin(policy[s]);
        open[waiting++] = s;
    }

    /** Takes a component off the stack; its ranks become 0, which says that it is done. */
    private void close(int root) {
        int from = waiting;
        do {
            low[open[--from]] = 0;
            classOf[open[from]] = root;
        } while (open[from] != root);
        boolean closed = true;
        for (int k = from; k < waiting && closed; k++) {
            int p = policy[open[k]];
            for (int j = steps.begin(p); j < steps.end(p) && closed; j++) {
                closed = classOf[steps.next(j)] == root;
            }
        }
        for (int k = from; k < waiting; k++) {
            classOf[open[k]] = closed ? root : TRANSIENT;
        }
        waiting = from;
    }

    /** From roots to numbers; {@code order} is free by now. */
    private void number() {
        Arrays.fill(order, -1);
        for (int s = 0; s < classOf.length; s++) {
            if (classOf[s] >= 0) {
                if (order[classOf[s]] < 0) {
                    order[classOf[s]] = count++;
                }
                classOf[s] = order[classOf[s]];
            }
        }
    }

    @Override
    public int count() {
        return count;
    }

    /** The number of a state's class, {@link #TRANSIENT} or {@link #UNUSED}. */
    @Override
    public int of(int s) {
        return classOf[s];
    }
}
