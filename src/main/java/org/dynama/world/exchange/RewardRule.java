package org.dynama.world.exchange;

import java.util.Set;

/**
 * Who has a reward of a model.
 *
 * @param to the agent by her number; -1 for the designer
 * @param of the reward structure; empty for all of them
 * @param actions by which it is earned; empty for all
 * @param states in which it is earned; empty for all
 * @param factor on it, such as -1 for costs
 * @param component of the agent's type that it is multiplied by, from 0
 */
record RewardRule(int to, String of, Set<String> actions, Set<String> states, double factor, int component) {
    static final int DESIGNER = -1;

    RewardRule {
        actions = Set.copyOf(actions);
        states = Set.copyOf(states);
    }

    /** What it makes of a choice's rewards. */
    double amount(ModelChoice choice, String state) {
        boolean applies = (actions.isEmpty() || actions.contains(choice.action()))
                && (states.isEmpty() || states.contains(state));
        double sum = 0;
        if (applies && of.isEmpty()) {
            for (double reward : choice.earned().values()) {
                sum += reward;
            }
        } else if (applies) {
            sum = choice.earned().getOrDefault(of, 0.0);
        }
        return factor * sum;
    }
}
