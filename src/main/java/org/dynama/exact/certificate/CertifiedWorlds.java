package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;

/**
 * Exact worlds and instances from the model's doubles. A double stands for the decimal that names it in every file, 0.1 for
 * 1/10; probabilities are then divided by their sum, so that 0.3 and 0.7 make exactly 1, and three times
 * 0.3333333333333333 a third each.
 */
public final class CertifiedWorlds {
    private CertifiedWorlds() {}

    /**
     * What a pair is to agents who are left out; agents it does not name earn nothing there and are not needed.
     *
     * @see Move.Absence
     */
    @FunctionalInterface
    public interface Absences extends IntFunction<List<Move.Absence>> {}

    /**
     * The world of an MDP; its moves are the pairs, in their order.
     *
     * @param agents names, {@code n}
     * @param absences of each state-action pair
     * @throws IllegalArgumentException if names of states, of agents or of a state's actions are not unique, or rewards
     *     go by rank
     */
    public static CertifiedWorld of(String name, Mdp mdp, List<String> agents, RewardMap rewards, Absences absences) {
        rewards.requireNamed("a certificate");
        List<Move> moves = new ArrayList<>();
        Transitions transitions = mdp.transitions();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            moves.add(new Move(
                    mdp.stateOf(pair),
                    mdp.actions().get(mdp.actionOf(pair)),
                    successors(transitions, pair),
                    rewards(rewards, pair),
                    absences.apply(pair)));
        }
        List<Rational> initial = normalized(decimals(mdp.initial()));
        return new CertifiedWorld(name, Timing.of(mdp.horizon()), mdp.states(), initial, agents, moves);
    }

    /**
     * An affine maximizer for a world that {@link #of(String, Mdp, List, RewardMap, Absences)} has made.
     *
     * @param weights shape {@code [n]}
     * @param boosts shape {@code [P]}
     */
    public static Design design(CertifiedWorld world, Mdp mdp, Reals weights, Reals boosts) {
        List<Rational> boost = new ArrayList<>();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            boost.add(Rational.decimal(boosts.get(pair)));
        }
        return new Design(world, decimals(weights), boost);
    }

    /**
     * One use of it.
     *
     * @param reports for each agent her reported type
     */
    public static Instance instance(CertifiedWorld world, Mdp mdp, Reals weights, Reals boosts, List<Reals> reports) {
        List<List<Rational>> types =
                reports.stream().map(CertifiedWorlds::decimals).toList();
        return new Instance(design(world, mdp, weights, boosts), types);
    }

    private static List<Rational> decimals(Reals values) {
        return values.stream().mapToObj(Rational::decimal).toList();
    }

    /** Divides by the sum. */
    public static List<Rational> normalized(List<Rational> probabilities) {
        Rational sum = Fractions.sum(probabilities);
        return probabilities.stream().map(p -> p.dividedBy(sum).reduced()).toList();
    }

    private static List<Move.Successor> successors(Transitions transitions, int pair) {
        Map<Integer, Rational> merged = new TreeMap<>();
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            merged.merge(transitions.next(k), Rational.decimal(transitions.probability(k)), Rational::plus);
        }
        List<Rational> probabilities = normalized(List.copyOf(merged.values()));
        List<Move.Successor> successors = new ArrayList<>();
        for (int next : merged.keySet()) {
            successors.add(new Move.Successor(next, probabilities.get(successors.size())));
        }
        return successors;
    }

    private static List<Move.Reward> rewards(RewardMap map, int pair) {
        Map<Integer, List<Rational>> coefficients = new TreeMap<>();
        for (int m = map.begin(pair); m < map.end(pair); m++) {
            // The constant, whose component is -1, comes first.
            List<Rational> known = coefficients.computeIfAbsent(map.agent(m), agent -> new ArrayList<>());
            int at = map.component(m) + 1;
            while (known.size() <= at) {
                known.add(Rational.ZERO);
            }
            known.set(
                    at, known.get(at).plus(Rational.decimal(map.coefficient(m))).reduced());
        }
        List<Move.Reward> rewards = new ArrayList<>();
        coefficients.forEach(
                (agent, all) -> rewards.add(new Move.Reward(agent, all.subList(1, all.size()), all.get(0))));
        return rewards;
    }
}
