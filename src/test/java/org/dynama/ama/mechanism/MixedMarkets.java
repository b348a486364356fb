package org.dynama.ama.mechanism;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.model.TypeDistribution;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * Random markets whose amounts differ by up to 24 orders of magnitude, with penalties, near ties and rare transitions, on
 * three horizons.
 */
public final class MixedMarkets {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MixedMarkets() {}

    private static double magnitude(UniformRandomProvider random) {
        return Math.pow(10, -9 + 24 * random.nextDouble());
    }

    public static AmaParameters parameters(Environment market, long seed) {
        if (seed % 3 == 0) {
            return AmaParameters.vcg(market);
        }
        UniformRandomProvider random = new RandomStream(seed, "parameters").generator(0);
        double[] weights = random.doubles(market.agentCount(), 0.5, 2).toArray();
        double[] boosts = market.designer().toArray();
        for (int pair = 0; pair < boosts.length; pair++) {
            boosts[pair] += random.nextInt(3) == 0 ? magnitude(random) : 0;
        }
        return new AmaParameters(Reals.of(weights), Reals.of(boosts));
    }

    /** One market for each seed: finite, discounted and average reward in turn. */
    public static Environment market(long seed) {
        UniformRandomProvider random = new RandomStream(seed, "market").generator(0);
        int agents = 1 + random.nextInt(4);
        int states = 1 + random.nextInt(6);
        int actions = 2 + random.nextInt(3);
        Horizon horizon = seed % 3 == 0
                ? new Horizon.Finite()
                : seed % 3 == 1
                        ? new Horizon.Discounted(1 - Math.pow(10, -1 - 3 * random.nextDouble()))
                        : new Horizon.AverageReward();
        Transitions transitions = transitions(random, states, actions, horizon);
        double[] initial = new double[states];
        initial[0] = 1;
        Mdp mdp = new Mdp(
                IntStream.range(0, states).mapToObj(s -> "state " + s).toList(),
                IntStream.range(0, actions).mapToObj(a -> "action " + a).toList(),
                transitions,
                Reals.of(initial),
                horizon);
        List<Agent> named = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            double high = magnitude(random);
            named.add(new Agent("agent " + i, new TypeDistribution.Uniform(Reals.filled(1, 0), Reals.filled(1, high))));
        }
        RewardMap.Builder rewards = new RewardMap.Builder(agents, mdp.pairCount());
        double[] designer = new double[mdp.pairCount()];
        double[] steps = {0.1, 0.2, 0.3, 0.1 + 0.2, 0.3 - 1e-17, 0.5, 1};
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            for (int i = 0; i < agents; i++) {
                if (random.nextInt(2) == 0) {
                    rewards.add(pair, i, 0, steps[random.nextInt(steps.length)]);
                }
            }
            int kind = random.nextInt(6);
            designer[pair] = kind == 0 ? -magnitude(random) : kind == 1 ? steps[random.nextInt(steps.length)] : 0;
        }
        return new Environment(
                "mixed " + seed, mdp, named, rewards.build(), Reals.of(designer), new Absence.ZeroReward(), List.of());
    }

    /** Acyclic where the horizon is finite; elsewhere the first action of a state leads on, so that all states communicate. */
    private static Transitions transitions(UniformRandomProvider random, int states, int actions, Horizon horizon) {
        Transitions.Builder builder = new Transitions.Builder(states, actions);
        boolean finite = horizon instanceof Horizon.Finite;
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                int on = (s + 1) % states;
                if (finite && s == states - 1) {
                    builder.end(s, a);
                } else if (a == 0 || random.nextInt(2) == 0) {
                    builder.to(s, a, on, 1);
                } else {
                    double rare = Math.pow(10, -9 * random.nextDouble());
                    int other = finite ? s + 1 + random.nextInt(states - s - 1) : random.nextInt(states);
                    if (other == on) {
                        builder.to(s, a, on, 1);
                    } else {
                        builder.to(s, a, other, rare).to(s, a, on, 1 - rare);
                    }
                }
            }
        }
        return builder.build();
    }

    /** A market as the file that describes it. */
    public static String json(Environment market) {
        Mdp mdp = market.mdp();
        ObjectNode root = JSON.createObjectNode().put("name", market.name());
        ObjectNode horizon = root.putObject("horizon");
        if (mdp.horizon() instanceof Horizon.Discounted discounted) {
            horizon.put("kind", "discounted").put("discount", discounted.discount());
        } else {
            horizon.put("kind", mdp.horizon() instanceof Horizon.Finite ? "finite" : "average");
        }
        root.putObject("initial").put(mdp.states().get(0), 1);
        for (Agent agent : market.agents()) {
            ObjectNode law = root.withArray("agents").addObject().put("name", agent.name());
            law = law.putObject("types").putObject("distribution").put("kind", "uniform");
            law.putArray("low").add(0);
            law.putArray("high").add(agent.types().high(0));
        }
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            ObjectNode action = root.withArray("actions")
                    .addObject()
                    .put("state", mdp.states().get(mdp.stateOf(pair)))
                    .put("name", mdp.actions().get(mdp.actionOf(pair)));
            ObjectNode next = action.putObject("next");
            for (int k = mdp.transitions().begin(pair); k < mdp.transitions().end(pair); k++) {
                next.put(
                        mdp.states().get(mdp.transitions().next(k)),
                        mdp.transitions().probability(k));
            }
            ObjectNode rewards = action.putObject("rewards");
            for (int m = market.rewards().begin(pair); m < market.rewards().end(pair); m++) {
                String agent = market.agents().get(market.rewards().agent(m)).name();
                rewards.putObject(agent).putArray("type").add(market.rewards().coefficient(m));
            }
            action.put("designer", market.designer().get(pair));
        }
        return root.toString();
    }
}
