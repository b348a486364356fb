package org.dynama.model;

import java.util.BitSet;
import java.util.List;
import org.dynama.refusal.Refusal;

/**
 * The Markov decision process that the designer controls, without any rewards.
 *
 * @param states names of the {@code S} states at which an action is taken
 * @param actions the {@code A} different names of actions; a state has some of them
 * @param transitions which, and where these {@code P} state-action pairs lead
 * @param initial shape {@code [S]}; probability of starting in each state, sum 1 within 1e-9
 * @param horizon when and how rewards count
 */
public record Mdp(List<String> states, List<String> actions, Transitions transitions, Reals initial, Horizon horizon) {

    public Mdp {
        states = List.copyOf(states);
        actions = List.copyOf(actions);
        if (transitions.states() != states.size() || transitions.actions() != actions.size()) {
            throw new Refusal(
                    "transitions",
                    "",
                    "of " + transitions.states() + " states and " + transitions.actions() + " actions must match "
                            + states.size() + " states and " + actions.size() + " actions",
                    "");
        }
        if (initial.size() != states.size() || !(Math.abs(initial.stream().sum() - 1) <= 1e-9)) {
            throw new Refusal(
                    "initial",
                    "",
                    "must have one probability for each of the " + states.size() + " states, with sum 1",
                    "");
        }
        for (int s = 0; s < states.size(); s++) {
            if (!(initial.get(s) >= 0)) {
                throw new Refusal("initial[" + s + "]", initial.get(s), "must not be negative", "");
            }
            requireAction(s, transitions);
        }
    }

    private static void requireAction(int state, Transitions transitions) {
        if (transitions.firstPair(state) == transitions.endPair(state)) {
            throw new Refusal(
                    "state " + state, "", "has no action", "Maybe let the actions that lead there end the run.");
        }
    }

    public int stateCount() {
        return states.size();
    }

    public int actionCount() {
        return actions.size();
    }

    /** The number of state-action pairs {@code P}. */
    public int pairCount() {
        return transitions.pairs();
    }

    /** The first pair of a state; {@code endPair(state)} is one past its last. */
    public int firstPair(int state) {
        return transitions.firstPair(state);
    }

    public int endPair(int state) {
        return transitions.endPair(state);
    }

    /** The state of a pair. */
    public int stateOf(int pair) {
        return transitions.stateOf(pair);
    }

    /** The action of a pair, an index into {@code actions}. */
    public int actionOf(int pair) {
        return transitions.actionOf(pair);
    }

    /** The pair of an action in a state; -1 where the state does not have it. */
    public int pair(int state, int action) {
        return transitions.pair(state, action);
    }

    /** All pairs, as a set of their own. */
    public BitSet allPairs() {
        BitSet all = new BitSet(pairCount());
        all.set(0, pairCount());
        return all;
    }

    /** {@code state: action}, for people. */
    public String pairName(int pair) {
        return states.get(transitions.stateOf(pair)) + ": " + actions.get(transitions.actionOf(pair));
    }
}
