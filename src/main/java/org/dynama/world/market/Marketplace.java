package org.dynama.world.market;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * A market as a file describes it, before any family makes something of it.
 *
 * <p>In each period agents have types, a draw decides which actions are feasible, and the designer takes one; it earns agents
 * and designer something, leads the public state on, and may move types. Probabilities are those of the file: whoever uses
 * them divides them by their sum.
 *
 * @param name for people
 * @param description for people; may be empty
 * @param horizon finite, discounted, total or average
 * @param periods of a finite horizon; 0 where runs end by themselves, or never
 * @param agents {@code n} of them, at least one
 * @param labels names of everything public
 * @param draws each of shape {@code [Z]}; one for all periods, or one for each
 * @param initial shape {@code [S]}; probability of each public state in the first period
 * @param actions what can be done in which public state; several for a pair where periods differ
 * @param endings what is earned where a horizon of {@code periods} ends
 * @param drawsByState by public state each of shape {@code [Z]}, in place of {@code draws}; empty where these are for all
 * @param observation what is observed of what people have; null where the file does not say
 */
public record Marketplace(
        String name,
        String description,
        Horizon horizon,
        int periods,
        List<MarketAgent> agents,
        Labels labels,
        List<Reals> draws,
        Reals initial,
        List<MarketAction> actions,
        List<Ending> endings,
        Map<Integer, Reals> drawsByState,
        @Nullable Observation observation) {
    /** The name of the one draw of a market that has none. */
    public static final String SURE = "sure";

    /**
     * Names of everything public.
     *
     * @param states of the {@code S} public states
     * @param actions of the {@code A} actions; ties go to the first of them
     * @param draws of the {@code Z} draws, at least one
     */
    public record Labels(List<String> states, List<String> actions, List<String> draws) {
        public Labels {
            states = List.copyOf(states);
            actions = List.copyOf(actions);
            draws = List.copyOf(draws);
        }
    }

    /**
     * What is earned when the last period is over.
     *
     * @param state public, at the end
     * @param rewards by agent
     * @param designer what the designer earns
     */
    public record Ending(int state, Map<Integer, Payoff> rewards, double designer) {
        public Ending {
            rewards = ordered(rewards);
        }
    }

    public Marketplace {
        agents = List.copyOf(agents);
        draws = List.copyOf(draws);
        actions = List.copyOf(actions);
        endings = List.copyOf(endings);
        drawsByState = ordered(drawsByState);
    }

    /** A market whose draws are alike in all public states, and of which nothing is said about what is observed. */
    public Marketplace(
            String name,
            String description,
            Horizon horizon,
            int periods,
            List<MarketAgent> agents,
            Labels labels,
            List<Reals> draws,
            Reals initial,
            List<MarketAction> actions,
            List<Ending> endings) {
        this(name, description, horizon, periods, agents, labels, draws, initial, actions, endings, Map.of(), null);
    }

    /** The same market with other agents, as many as before and in the same order. */
    public Marketplace with(List<MarketAgent> others) {
        return new Marketplace(
                name,
                description,
                horizon,
                periods,
                others,
                labels,
                draws,
                initial,
                actions,
                endings,
                drawsByState,
                observation);
    }

    /** Whether runs end after so many actions at most. */
    public boolean isFinite() {
        return horizon instanceof Horizon.Finite;
    }

    /** The periods that differ: those of the horizon, or one that repeats. */
    public int stages() {
        return Math.max(1, periods);
    }

    /** The distribution of draws in a period, shape {@code [Z]}. */
    public Reals draws(int period) {
        return draws.get(draws.size() == 1 ? 0 : period);
    }

    /** The distribution of draws in a period and public state, shape {@code [Z]}; draws of probability 0 do not happen. */
    public Reals draws(int period, int state) {
        return drawsByState.getOrDefault(state, draws(period));
    }

    /** The numbers of those actions that count in a period, in the order of the file. */
    public List<Integer> counting(int period) {
        return IntStream.range(0, actions.size())
                .filter(e -> actions.get(e).condition().periods().get(period))
                .boxed()
                .toList();
    }

    /** The number of the first action of each public state, shape {@code [S]}. */
    public int[] firstActions() {
        int[] first = new int[labels.states.size()];
        for (int e = actions.size() - 1; e >= 0; e--) {
            first[actions.get(e).state()] = e;
        }
        return first;
    }

    /** A copy that keeps its order, which decides the order of sums. */
    static <K, V> Map<K, V> ordered(Map<K, V> map) {
        // Most maps have no entry or one, and a large market has millions of maps.
        if (map.size() < 2) {
            return Map.copyOf(map);
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
