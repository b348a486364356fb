package org.dynama.model;

import java.util.ArrayList;
import java.util.List;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * Where each state-action pair leads: successors with probabilities, in compressed rows.
 *
 * <p>A pair has the index {@code s * A + a}. A pair is infeasible (the action does not exist in that state), or it ends
 * the run (no successor; not for average rewards), or its successors' probabilities sum to one within 1e-9.
 */
public final class Transitions {
    private final int states;
    private final int actions;
    private final boolean[] feasible;
    private final int[] offsets;
    private final int[] next;
    private final double[] probability;

    private Transitions(Builder builder) {
        states = builder.states;
        actions = builder.actions;
        feasible = builder.feasible.clone();
        offsets = new int[states * actions + 1];
        for (int pair = 0; pair < states * actions; pair++) {
            offsets[pair + 1] = offsets[pair] + builder.rows.get(pair).size();
        }
        next = new int[offsets[states * actions]];
        probability = new double[next.length];
        for (int pair = 0; pair < states * actions; pair++) {
            int k = offsets[pair];
            for (Successor successor : builder.rows.get(pair)) {
                next[k] = successor.state;
                probability[k++] = successor.probability;
            }
            checkSum(pair);
        }
    }

    private void checkSum(int pair) {
        double sum = 0;
        for (int k = offsets[pair]; k < offsets[pair + 1]; k++) {
            sum += probability[k];
        }
        if (offsets[pair] < offsets[pair + 1] && !(Math.abs(sum - 1) <= 1e-9)) {
            throw new Refusal(
                    "probabilities of state " + pair / actions + ", action " + pair % actions,
                    "",
                    "sum to " + sum + " and must sum to 1",
                    "Maybe an outcome is missing.");
        }
    }

    /** How far the probabilities of a pair are from summing to one: what exact arithmetic divides away. */
    public double imbalance(int pair) {
        double sum = 0;
        for (int k = offsets[pair]; k < offsets[pair + 1]; k++) {
            sum += probability[k];
        }
        return offsets[pair] < offsets[pair + 1] ? Math.abs(sum - 1) : 0;
    }

    public int states() {
        return states;
    }

    public int actions() {
        return actions;
    }

    /** The number of state-action pairs, infeasible ones included: {@code S * A}. */
    public int pairs() {
        return states * actions;
    }

    /** The first pair of a state; {@code endPair(state)} is one past its last. */
    public int firstPair(int state) {
        return state * actions;
    }

    public int endPair(int state) {
        return (state + 1) * actions;
    }

    /** The state of a pair. */
    public int stateOf(int pair) {
        return pair / actions;
    }

    /** The action of a pair, an index into the names of actions. */
    public int actionOf(int pair) {
        return pair % actions;
    }

    /** The pair of an action in a state; -1 where the state does not have it. */
    public int pair(int state, int action) {
        int pair = state * actions + action;
        return action >= 0 && action < actions && feasible[pair] ? pair : -1;
    }

    public boolean feasible(int pair) {
        return feasible[pair];
    }

    /** The first entry of the pair's row; {@code end(pair)} is one past its last. */
    public int begin(int pair) {
        return offsets[pair];
    }

    public int end(int pair) {
        return offsets[pair + 1];
    }

    /** The successor state of entry {@code k}. */
    public int next(int k) {
        return next[k];
    }

    /** The probability of entry {@code k}. */
    public double probability(int k) {
        return probability[k];
    }

    /** The number of entries over all rows. */
    public int entries() {
        return next.length;
    }

    private record Successor(int state, double probability) {}

    /** Collects rows; every pair starts infeasible. */
    public static final class Builder {
        private final int states;
        private final int actions;
        private final boolean[] feasible;
        private final List<List<Successor>> rows = new ArrayList<>();

        public Builder(int states, int actions) {
            this.states = states;
            this.actions = actions;
            feasible = new boolean[Entries.of("a graph", "Maybe fewer states or actions.", states, actions)];
            for (int pair = 0; pair < feasible.length; pair++) {
                rows.add(new ArrayList<>(1));
            }
        }

        /**
         * Makes the action feasible and adds a successor.
         *
         * @throws IllegalArgumentException unless {@code 0 < probability <= 1} and {@code next} is a state
         */
        public Builder to(int state, int action, int next, double probability) {
            if (!(probability > 0 && probability <= 1)) {
                throw new Refusal(
                        "probability",
                        probability,
                        "of state " + state + ", action " + action + " must lie in (0, 1]",
                        "Maybe leave the successor out.");
            }
            if (next < 0 || next >= states) {
                throw new Refusal(
                        "next",
                        next,
                        "of state " + state + ", action " + action + " must be one of the " + states + " states",
                        "");
            }
            end(state, action);
            rows.get(state * actions + action).add(new Successor(next, probability));
            return this;
        }

        /** Makes the action feasible; without successors it ends the run. */
        public Builder end(int state, int action) {
            feasible[state * actions + action] = true;
            return this;
        }

        public Transitions build() {
            return new Transitions(this);
        }
    }
}
