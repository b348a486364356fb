package org.dynama.exact.certificate;

import java.util.Arrays;
import java.util.List;

/**
 * A policy that is optimal but for rounding, by value iteration in doubles: where exact policy improvement starts at states
 * for which the caller proposes nothing.
 */
final class Proposal {
    private static final int SWEEPS = 5_000;
    private static final int FIRST_SWEEPS = 20;
    /** Where policies need not end a run, so that their equations may have no solution. */
    private static final int MANY_SWEEPS = 500;

    private static final double CHANGE = 1e-15;
    /** Mixes a period of standing still into every move, so that periodic chains settle, too. */
    private static final double DAMPING = 0.5;

    private final Economy economy;
    private final int[] states;
    private final double[] coefficient;
    private final int[][] next;
    private final double[][] probability;
    private final double discount;
    private final double[] value;

    private Proposal(Economy economy) {
        this.economy = economy;
        Timing timing = economy.world.timing();
        int[] counted = economy.states.stream().toArray();
        states = timing.kind() == Timing.Kind.FINITE ? reversed(FiniteOptimum.order(economy)) : counted;
        discount = timing.discount().toDouble();
        coefficient = new double[economy.world.moves().size()];
        next = new int[coefficient.length][];
        probability = new double[coefficient.length][];
        for (int move = 0; move < coefficient.length; move++) {
            List<Move.Successor> row = economy.move(move).next();
            next[move] = row.stream().mapToInt(Move.Successor::state).toArray();
            probability[move] = row.stream()
                    .mapToDouble(one -> one.probability().toDouble())
                    .toArray();
            coefficient[move] = economy.allows(move) ? economy.coefficient(move).toDouble() : 0;
        }
        value = new double[economy.world.states().size()];
    }

    /** The proposed moves where they are allowed, and good ones elsewhere; a copy. */
    static int[] completed(Economy economy, int[] proposal) {
        Proposal search = new Proposal(economy);
        switch (economy.world.timing().kind()) {
            case FINITE -> search.sweep();
            case DISCOUNTED, TOTAL -> search.iterate();
            case AVERAGE -> search.sweepRelative();
        }
        int[] policy = new int[proposal.length];
        Arrays.fill(policy, Optimum.NO_MOVE);
        for (int s : search.states) {
            boolean usable = economy.movesAt.get(s).contains(proposal[s]);
            policy[s] = usable ? proposal[s] : search.best(s);
        }
        return policy;
    }

    private static int[] reversed(int[] order) {
        int[] reversed = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            reversed[k] = order[order.length - 1 - k];
        }
        return reversed;
    }

    /** One sweep in place. */
    private void sweep() {
        for (int s : states) {
            value[s] = worth(best(s));
        }
    }

    /** Policy iteration, as far as doubles go; some sweeps first spare it most steps. */
    private void iterate() {
        for (int k = 0; k < (economy.lasting == null ? FIRST_SWEEPS : MANY_SWEEPS); k++) {
            sweep();
        }
        if (economy.lasting != null) {
            return;
        }
        double before = Double.NEGATIVE_INFINITY;
        double now = evaluated();
        while (now > before) {
            before = now;
            now = evaluated();
        }
    }

    /** Sets the values to those of the policy that is best for them; their sum. */
    private double evaluated() {
        int[] position = AverageOptimum.positions(states, value.length);
        double[][] rows = new double[states.length][states.length + 1];
        for (int k = 0; k < states.length; k++) {
            int move = best(states[k]);
            rows[k][k] = 1;
            rows[k][states.length] = coefficient[move];
            for (int j = 0; j < next[move].length; j++) {
                rows[k][position[next[move][j]]] -= discount * probability[move][j];
            }
        }
        eliminate(rows);
        double sum = 0;
        for (int k = 0; k < states.length; k++) {
            value[states[k]] = rows[k][states.length] / rows[k][k];
            sum += value[states[k]];
        }
        return sum;
    }

    /** Gauss and Jordan without pivots: the diagonal dominates. */
    private static void eliminate(double[][] rows) {
        for (int k = 0; k < rows.length; k++) {
            for (int i = 0; i < rows.length; i++) {
                double factor = i == k ? 0 : rows[i][k] / rows[k][k];
                for (int j = k; j <= rows.length && factor != 0; j++) {
                    rows[i][j] -= factor * rows[k][j];
                }
            }
        }
    }

    private void sweepRelative() {
        double[] better = new double[value.length];
        double spread = Double.POSITIVE_INFINITY;
        double size = 0;
        for (int k = 0; k < SWEEPS && !(spread <= CHANGE * size); k++) {
            size = 0;
            double lowest = Double.POSITIVE_INFINITY;
            double highest = Double.NEGATIVE_INFINITY;
            for (int s : states) {
                better[s] = DAMPING * value[s] + (1 - DAMPING) * worth(best(s));
                lowest = Math.min(lowest, better[s] - value[s]);
                highest = Math.max(highest, better[s] - value[s]);
                size = Math.max(size, Math.abs(better[s]));
            }
            spread = highest - lowest;
            double base = better[states[0]];
            for (int s : states) {
                value[s] = better[s] - base;
            }
        }
    }

    private int best(int s) {
        int best = economy.movesAt.get(s).get(0);
        double most = Double.NEGATIVE_INFINITY;
        for (int move : economy.movesAt.get(s)) {
            double worth = worth(move);
            if (worth > most) {
                most = worth;
                best = move;
            }
        }
        return best;
    }

    private double worth(int move) {
        double sum = 0;
        for (int k = 0; k < next[move].length; k++) {
            sum += probability[move][k] * value[next[move][k]];
        }
        return coefficient[move] + discount * sum;
    }
}
