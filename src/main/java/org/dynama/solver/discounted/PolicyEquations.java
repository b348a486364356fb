package org.dynama.solver.discounted;

import java.util.Arrays;
import org.dynama.model.Transitions;
import org.dynama.solver.kernel.Kernel;
import org.dynama.solver.kernel.Rows;

/**
 * Values and occupancies of one lane's deterministic policy, by linear equations. Where only the designer moves, the
 * policy is a graph in which every state has one successor, and {@code O(S)} solves them: every walk gets to the end, or
 * to a cycle, whose value is a geometric series. Else elimination takes {@code O(S^3)}; {@code I - discount P} is diagonally
 * dominant, weakly so where runs end by themselves, so it needs no pivots.
 */
final class PolicyEquations {
    private final Kernel solver;
    private final int[] policy;
    private final int states;
    private final double discount;
    /** The walk that met a state first, or 0; and when it did. */
    private final int[] walk;

    private final int[] position;
    private final int[] stack;
    private final double[] mass;
    private double[] matrix = {};
    private final double[] right;

    PolicyEquations(DiscountedSolver solver, int[] policy) {
        this.solver = solver;
        this.policy = policy;
        states = solver.states;
        discount = solver.discount;
        walk = new int[states];
        position = new int[states];
        stack = new int[states];
        mass = new double[states];
        right = new double[states];
    }

    private int pair(int s, int w) {
        return policy[s * Rows.WIDTH + w];
    }

    /** Sets lane {@code w} of the value rows to what the policy earns from each state on. */
    void evaluate(double[][] c, int w) {
        if (solver.deterministic) {
            evaluateWalks(c, w);
        } else {
            evaluateByElimination(c, w);
        }
    }

    private void evaluateWalks(double[][] c, int w) {
        Arrays.fill(walk, 0);
        double[][] value = solver.value;
        for (int first = 0; first < states; first++) {
            int s = first;
            int length = 0;
            while (s < states && walk[s] == 0 && pair(s, w) >= 0) {
                walk[s] = first + 1;
                position[s] = length;
                stack[length++] = s;
                s = solver.successor(pair(s, w));
            }
            if (s < states && walk[s] == 0) {
                value[s][w] = 0;
            } else if (s < states && walk[s] == first + 1 && length > 0) {
                value[s][w] = cycle(c, w, position[s], length);
            }
            while (length > 0) {
                int p = pair(stack[--length], w);
                value[stack[length]][w] = c[p][w] + discount * value[solver.successor(p)][w];
            }
        }
    }

    /** What the cycle on the stack is worth at its first state. */
    private double cycle(double[][] c, int w, int from, int to) {
        double sum = 0;
        double power = 1;
        for (int k = from; k < to; k++) {
            sum += power * c[pair(stack[k], w)][w];
            power *= discount;
        }
        return sum / (1 - power);
    }

    /** Adds the visits that the policy makes from the initial distribution on. */
    void addOccupancy(double[][] table, int w) {
        if (!solver.deterministic) {
            addOccupancyByElimination(table, w);
            return;
        }
        for (int start = 0; start < states; start++) {
            if (solver.initial[start] > 0) {
                addWalk(table, w, start);
            }
        }
    }

    private void addWalk(double[][] table, int w, int start) {
        Arrays.fill(walk, 0);
        double power = solver.initial[start];
        int length = 0;
        int s = start;
        while (s < states && walk[s] == 0) {
            walk[s] = 1;
            position[s] = length;
            mass[length] = power;
            stack[length++] = s;
            power *= discount;
            s = solver.successor(pair(s, w));
        }
        int round = s < states ? position[s] : length;
        double rounds = s < states ? 1 / (1 - power / mass[round]) : 1;
        for (int k = 0; k < length; k++) {
            table[pair(stack[k], w)][w] += k < round ? mass[k] : mass[k] * rounds;
        }
    }

    private void evaluateByElimination(double[][] c, int w) {
        fillMatrix(w, false);
        for (int s = 0; s < states; s++) {
            right[s] = pair(s, w) < 0 ? 0 : c[pair(s, w)][w];
        }
        eliminate();
        for (int s = 0; s < states; s++) {
            solver.value[s][w] = right[s];
        }
    }

    private void addOccupancyByElimination(double[][] table, int w) {
        fillMatrix(w, true);
        System.arraycopy(solver.initial, 0, right, 0, states);
        eliminate();
        for (int s = 0; s < states; s++) {
            if (pair(s, w) >= 0) {
                table[pair(s, w)][w] += right[s];
            }
        }
    }

    /** {@code I - discount P}, or its transpose. */
    private void fillMatrix(int w, boolean transposed) {
        if (matrix.length == 0) {
            matrix = new double[states * states];
        }
        Arrays.fill(matrix, 0);
        Transitions transitions = solver.mdp.transitions();
        for (int s = 0; s < states; s++) {
            matrix[s * states + s] += 1;
            int p = pair(s, w);
            for (int k = p < 0 ? 0 : transitions.begin(p); p >= 0 && k < transitions.end(p); k++) {
                int next = transitions.next(k);
                matrix[transposed ? next * states + s : s * states + next] -= discount * transitions.probability(k);
            }
        }
    }

    private void eliminate() {
        for (int k = 0; k < states; k++) {
            for (int i = k + 1; i < states; i++) {
                double factor = matrix[i * states + k] / matrix[k * states + k];
                if (factor != 0) {
                    for (int j = k + 1; j < states; j++) {
                        matrix[i * states + j] -= factor * matrix[k * states + j];
                    }
                    right[i] -= factor * right[k];
                }
            }
        }
        for (int k = states - 1; k >= 0; k--) {
            for (int j = k + 1; j < states; j++) {
                right[k] -= matrix[k * states + j] * right[j];
            }
            right[k] /= matrix[k * states + k];
        }
    }
}
