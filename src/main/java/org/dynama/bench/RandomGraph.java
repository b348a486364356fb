package org.dynama.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Environment;

/** Random acyclic worlds: layers of states, and actions whose outcome is one of two states of the next layer. */
final class RandomGraph {
    private RandomGraph() {}

    /**
     * One seed, one world. Types U[0, 1], one component; every agent earns a random multiple of hers at about every
     * second pair.
     *
     * @param width the states of a layer, at least 2
     */
    static Environment of(long seed, int agents, int layers, int width, int actions) {
        SplittableRandom random = new SplittableRandom(seed);
        int states = layers * width;
        Transitions.Builder transitions = new Transitions.Builder(states, actions);
        RewardMap.Builder rewards = new RewardMap.Builder(agents, states * actions);
        for (int pair = 0; pair < states * actions; pair++) {
            int s = pair / actions;
            int next = (s / width + 1) * width;
            if (next == states) {
                transitions.end(s, pair % actions);
            } else {
                int first = random.nextInt(width);
                int second = (first + 1 + random.nextInt(width - 1)) % width;
                double odds = random.nextDouble(0.1, 0.9);
                transitions.to(s, pair % actions, next + first, odds);
                transitions.to(s, pair % actions, next + second, 1 - odds);
            }
            for (int i = 0; i < agents; i++) {
                if (random.nextBoolean()) {
                    rewards.add(pair, i, 0, random.nextDouble(-1, 1));
                }
            }
        }
        double[] initial = new double[states];
        // States of later layers that nothing leads to would be refused: they start a run now and then.
        IntStream.range(0, states)
                .forEach(s -> initial[s] = (s < width ? 1.0 : 1e-3) / (width + 1e-3 * (states - width)));
        Mdp mdp = new Mdp(
                names("state", states),
                names("action", actions),
                transitions.build(),
                Reals.of(initial),
                new Horizon.Finite());
        List<Agent> everyone = IntStream.rangeClosed(1, agents)
                .mapToObj(i -> new Agent("agent " + i, TypeDistribution.Uniform.of(0, 1)))
                .toList();
        return new Environment("random graph", mdp, everyone, rewards.build(), Reals.filled(states * actions, 0));
    }

    private static List<String> names(String kind, int count) {
        return IntStream.range(0, count).mapToObj(k -> kind + " " + k).toList();
    }
}
