package org.dynama.exact.season;

import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * A random allocation space in fractions; places in lists are the numbers by which everything else names states, actions, draws,
 * agents and types.
 *
 * @param name for people
 * @param agents with the names of their types
 * @param states names of the {@code S} public states
 * @param actions names
 * @param draws names
 * @param horizon {@link #FINITE} or {@link #DISCOUNTED}
 * @param discount per period; 1 for a finite horizon
 * @param stages what can happen in a period, each kind of period once
 * @param periods the stage of each period of a finite horizon; the one that repeats for a discounted one
 * @param end what a finite horizon's end is worth; nothing for a discounted one
 */
public record SeasonWorld(
        String name,
        List<Agent> agents,
        List<String> states,
        List<String> actions,
        List<String> draws,
        String horizon,
        Rational discount,
        List<Stage> stages,
        List<Integer> periods,
        End end) {
    /** The horizon with an end. */
    public static final String FINITE = "finite";

    /** The horizon without. */
    public static final String DISCOUNTED = "discounted";

    public SeasonWorld {
        agents = List.copyOf(agents);
        states = List.copyOf(states);
        actions = List.copyOf(actions);
        draws = List.copyOf(draws);
        stages = List.copyOf(stages);
        periods = List.copyOf(periods);
    }

    /** An agent, and the names of her types. */
    public record Agent(String name, List<String> types) {
        public Agent {
            types = List.copyOf(types);
        }
    }

    /**
     * One kind of period.
     *
     * @param draws probability of each
     * @param kernels for each agent the ways in which her type can move, rows one after another, {@code [K_i, K_i]} each
     * @param moves by public state, then by action
     */
    public record Stage(List<Rational> draws, List<List<List<Rational>>> kernels, List<Move> moves) {
        public Stage {
            draws = List.copyOf(draws);
            kernels = kernels.stream().map(List::copyOf).toList();
            moves = List.copyOf(moves);
        }
    }

    /**
     * An action in a public state.
     *
     * @param draws under which it is feasible when everyone takes part
     * @param without the same for each agent who is absent
     * @param next public states that follow
     * @param designer what the public earns
     * @param rewards for each agent, by her type
     * @param kernels for each agent, which of the stage's kernels moves her type
     */
    public record Move(
            int state,
            int action,
            List<Integer> draws,
            List<List<Integer>> without,
            List<Next> next,
            Rational designer,
            List<List<Rational>> rewards,
            List<Integer> kernels) {
        public Move {
            draws = List.copyOf(draws);
            without = without.stream().map(List::copyOf).toList();
            next = List.copyOf(next);
            rewards = rewards.stream().map(List::copyOf).toList();
            kernels = List.copyOf(kernels);
        }

        /** Whether it is feasible under a draw, without agent {@code absent}; -1 for with everyone. */
        boolean allows(int absent, int z) {
            return (absent < 0 ? draws : without.get(absent)).contains(z);
        }
    }

    /** A public state that may follow. */
    public record Next(int state, Rational probability) {}

    /**
     * What is earned after the last period.
     *
     * @param designer by public state
     * @param rewards for each agent, {@code [S, K_i]}
     */
    public record End(List<Rational> designer, List<List<Rational>> rewards) {
        public End {
            designer = List.copyOf(designer);
            rewards = rewards.stream().map(List::copyOf).toList();
        }
    }

    boolean isFinite() {
        return horizon.equals(FINITE);
    }

    /** The number of tables of values: one before each period and one at the end, or one. */
    int tables() {
        return isFinite() ? periods.size() + 1 : 1;
    }

    /** The stage of a period, from 0. */
    int stageOf(int t) {
        return periods.get(isFinite() ? t : 0);
    }

    /** The table that follows a period. */
    int after(int t) {
        return isFinite() ? t + 1 : 0;
    }
}
