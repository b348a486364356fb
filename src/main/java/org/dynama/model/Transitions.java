package org.dynama.model;

import java.util.Arrays;
import org.dynama.refusal.Entries;
import org.dynama.refusal.Refusal;

/**
 * Which actions each state has, and where each of these state-action pairs leads, in compressed rows: nothing is kept for an
 * action that a state does not have.
 *
 * <p>Pairs have the numbers {@code 0..P-1}, in the order of states, then of actions. A pair ends the run (no successor; not for
 * average rewards), or its successors' probabilities sum to one within 1e-9.
 */
public final class Transitions {
    private final int actions;
    /** The first pair of each state, and one past the last of all; shape {@code [S + 1]}. */
    private final int[] first;
    /** Of each pair, its state and its action; shape {@code [P]}. */
    private final int[] stateOf;

    private final int[] actionOf;
    private final int[] offsets;
    private final int[] next;
    private final double[] probability;

    Transitions(int actions, int[] first, int[] actionOf, int[] offsets, int[] next, double[] probability) {
        this.actions = actions;
        this.first = first;
        this.actionOf = actionOf;
        this.offsets = offsets;
        this.next = next;
        this.probability = probability;
        stateOf = new int[actionOf.length];
        for (int s = 0; s < first.length - 1; s++) {
            Arrays.fill(stateOf, first[s], first[s + 1], s);
        }
        for (int pair = 0; pair < stateOf.length; pair++) {
            checkSum(pair);
        }
    }

    private void checkSum(int pair) {
        if (!(imbalance(pair) <= 1e-9)) {
            throw new Refusal(
                    "probabilities of state " + stateOf[pair] + ", action " + actionOf[pair],
                    "",
                    "sum to " + sum(pair) + " and must sum to 1",
                    "Maybe an outcome is missing.");
        }
    }

    private double sum(int pair) {
        double sum = 0;
        for (int k = offsets[pair]; k < offsets[pair + 1]; k++) {
            sum += probability[k];
        }
        return sum;
    }

    /** How far the probabilities of a pair are from summing to one: what exact arithmetic divides away. */
    public double imbalance(int pair) {
        return offsets[pair] < offsets[pair + 1] ? Math.abs(sum(pair) - 1) : 0;
    }

    public int states() {
        return first.length - 1;
    }

    /** The number of names of actions {@code A}; a state need not have all of them. */
    public int actions() {
        return actions;
    }

    /** The number of state-action pairs {@code P}, at most {@code S * A}. */
    public int pairs() {
        return stateOf.length;
    }

    /** Whether every state has every action: then pair {@code s * A + a} is action {@code a} in state {@code s}. */
    public boolean isFull() {
        return pairs() == (long) states() * actions;
    }

    /** The first pair of a state; {@code endPair(state)} is one past its last. */
    public int firstPair(int state) {
        return first[state];
    }

    public int endPair(int state) {
        return first[state + 1];
    }

    /** The state of a pair. */
    public int stateOf(int pair) {
        return stateOf[pair];
    }

    /** The action of a pair, an index into the names of actions. */
    public int actionOf(int pair) {
        return actionOf[pair];
    }

    /** The pair of an action in a state; -1 where the state does not have it. */
    public int pair(int state, int action) {
        int from = first[state];
        int to = first[state + 1];
        if (to - from == actions) {
            return action >= 0 && action < actions ? from + action : -1;
        }
        return Math.max(-1, Arrays.binarySearch(actionOf, from, to, action));
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

    /** Collects rows, in any order; states start without actions. */
    public static final class Builder {
        private final int states;
        private final int actions;
        private int size;
        /** What was said, in order: state, action, successor ({@link TransitionRows#END} for none) and probability. */
        private int[] state = new int[16];

        private int[] action = new int[16];
        private int[] next = new int[16];
        private double[] probability = new double[16];

        /** @param actions the number of names of actions, of which a state may have any */
        public Builder(int states, int actions) {
            this.states = states;
            this.actions = actions;
        }

        /**
         * Gives the state the action, and the pair a successor.
         *
         * @throws IllegalArgumentException unless {@code 0 < probability <= 1}, and states and action exist
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
            return add(state, action, next, probability);
        }

        /** Gives the state the action; without successors it ends the run. */
        public Builder end(int state, int action) {
            return add(state, action, TransitionRows.END, 0);
        }

        private Builder add(int state, int action, int next, double probability) {
            if (state < 0 || state >= states || action < 0 || action >= actions) {
                throw new Refusal(
                        "state " + state + ", action " + action,
                        "",
                        "must be one of " + states + " states and " + actions + " actions",
                        "");
            }
            if (size == this.state.length) {
                int more = Entries.of("a graph", "Maybe fewer states or actions.", 2, size);
                this.state = Arrays.copyOf(this.state, more);
                this.action = Arrays.copyOf(this.action, more);
                this.next = Arrays.copyOf(this.next, more);
                this.probability = Arrays.copyOf(this.probability, more);
            }
            this.state[size] = state;
            this.action[size] = action;
            this.next[size] = next;
            this.probability[size++] = probability;
            return this;
        }

        /** The transitions; what is added later does not change them. */
        public Transitions build() {
            return new TransitionRows(states, size, state, action, next, probability).sorted(actions);
        }
    }
}
