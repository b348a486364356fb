package org.dynama.ama.menu.candidates;

import java.util.Arrays;
import org.dynama.model.Mdp;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.world.Environment;
import org.jspecify.annotations.Nullable;

/**
 * The policy that draws, with equal odds, one of the best actions in every state. On the way to what one agent wants it gives
 * others little and evenly, where one fixed way would give some of them much: what passers-by enjoy without paying is what a
 * menu loses by.
 *
 * <p>Values come from sweeps until nothing changes; a finite horizon takes one.
 */
final class TieLottery {
    /** Actions this near to the best, beside the largest value, are as good. */
    private static final double EQUAL = 1e-9;

    private static final double STILL = 1e-12;
    private static final int SWEEPS = 20_000;

    private final Environment environment;
    private final Mdp mdp;
    private final double[] value;

    TieLottery(Environment environment) {
        this.environment = environment;
        mdp = environment.mdp();
        value = new double[mdp.stateCount()];
    }

    /**
     * The policy.
     *
     * @return its pairs, in states that it does not reach, too; null where values did not settle
     */
    @Nullable
    Visited of(Seed seed) {
        double[] rewards = rewards(seed);
        Arrays.fill(value, 0);
        double change = Double.POSITIVE_INFINITY;
        double scale = 0;
        for (int sweep = 0; sweep < SWEEPS && change > STILL * scale; sweep++) {
            change = 0;
            for (int s = value.length - 1; s >= 0; s--) {
                double best = Double.NEGATIVE_INFINITY;
                for (int pair = mdp.firstPair(s); pair < mdp.endPair(s); pair++) {
                    best = Math.max(best, worth(rewards, pair));
                }
                change = Math.max(change, Math.abs(best - value[s]));
                scale = Math.max(scale, Math.abs(best));
                value[s] = best;
            }
        }
        return change > STILL * scale ? null : tied(rewards, EQUAL * scale);
    }

    private Visited tied(double[] rewards, double near) {
        int[] pairs = new int[mdp.pairCount()];
        int count = 0;
        for (int pair = 0; pair < pairs.length; pair++) {
            if (worth(rewards, pair) >= value[mdp.stateOf(pair)] - near) {
                pairs[count++] = pair;
            }
        }
        double[] odds = new double[count];
        Arrays.fill(odds, 1);
        return new Visited(Arrays.copyOf(pairs, count), odds);
    }

    private double[] rewards(Seed seed) {
        RewardMap map = environment.rewards();
        double[] rewards = environment.designer().toArray();
        for (int pair = 0; pair < rewards.length; pair++) {
            for (int m = map.begin(pair); m < map.end(pair); m++) {
                int k = map.component(m);
                double type = k < 0 ? 1 : seed.types().get(map.agent(m) * environment.dimension() + k);
                rewards[pair] += map.coefficient(m) * type;
            }
        }
        return rewards;
    }

    private double worth(double[] rewards, int pair) {
        Transitions transitions = mdp.transitions();
        double worth = rewards[pair];
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            worth += mdp.horizon().discount() * transitions.probability(k) * value[transitions.next(k)];
        }
        return worth;
    }
}
