package org.dynama.ama.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.baseline.MonopolyPrice;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/** Where a search by terminal classes starts. */
final class TerminalStarts {
    private TerminalStarts() {}

    /**
     * Boosts by class: every reward has the price at which it alone earns most, item-wise Myerson where agents are alike; none
     * where states forget how many rewards were given.
     */
    static List<double[]> of(Environment environment, TerminalClasses classes) {
        double[] boosts = new double[classes.size()];
        double[] priced = priced(environment);
        if (priced == null) {
            return List.of(boosts);
        }
        Arrays.setAll(boosts, place -> -priced[classes.example(place)]);
        return List.of(boosts);
    }

    /** By pair that ends a run, the sum of prices on the way to it; null where ways differ. */
    private static double @Nullable [] priced(Environment environment) {
        Transitions transitions = environment.mdp().transitions();
        RewardMap rewards = environment.rewards();
        Stages stages = Stages.of(environment.mdp());
        double[] before = new double[environment.mdp().stateCount()];
        boolean[] known = new boolean[before.length];
        double[] after = new double[transitions.pairs()];
        Map<Object, Double> prices = new HashMap<>();
        for (int k = 0; k < before.length; k++) {
            int s = stages.inOrder(k);
            for (int pair = transitions.firstPair(s); pair < transitions.endPair(s); pair++) {
                after[pair] = before[s];
                for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
                    int component = rewards.component(m);
                    TypeDistribution types =
                            environment.agents().get(rewards.agent(m)).types();
                    if (component != RewardMap.CONSTANT) {
                        after[pair] += rewards.coefficient(m)
                                * prices.computeIfAbsent(
                                        types.likeness(component), alike -> MonopolyPrice.of(types, component));
                    }
                }
                for (int at = transitions.begin(pair); at < transitions.end(pair); at++) {
                    int next = transitions.next(at);
                    if (known[next] && Math.abs(before[next] - after[pair]) > 1e-9 * Math.abs(after[pair])) {
                        return null;
                    }
                    known[next] = true;
                    before[next] = after[pair];
                }
            }
        }
        return after;
    }
}
