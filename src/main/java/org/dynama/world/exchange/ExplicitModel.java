package org.dynama.world.exchange;

import java.util.List;

/**
 * A Markov decision process as other tools list it: states by number, choices with what they lead to and earn.
 *
 * @param name for people
 * @param states names, each once
 * @param choices by state, at least one in each
 * @param initial probabilities of where a run starts, sum 1 within 1e-9
 * @param discount as the file says it; 1 where later rewards count in full, or NaN where nothing is said
 * @param horizon {@code average}, {@code total} or {@code finite} as the file says it; empty where it does not
 * @param rewards names of the reward structures, in order
 * @param notes what people must know of the reading; a sentence each, without its end
 */
record ExplicitModel(
        String name,
        List<String> states,
        List<ModelChoice> choices,
        SparseRow initial,
        double discount,
        String horizon,
        List<String> rewards,
        List<String> notes) {
    /** Reward structures that have no name of their own. */
    static final String REWARD = "reward";

    ExplicitModel {
        states = List.copyOf(states);
        choices = List.copyOf(choices);
        rewards = List.copyOf(rewards);
        notes = List.copyOf(notes);
    }
}
