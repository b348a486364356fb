package org.dynama.online.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.online.mdp.Market;
import org.dynama.online.mdp.MarketChain;
import org.dynama.online.mdp.MarketRewards;
import org.dynama.world.file.Fit;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Observation;
import org.dynama.world.market.Payoff;

/**
 * A market that moves and never restarts, from a file and into one. An agent's type is there what all her rewards are
 * multiplied by, and sure to be 1.
 *
 * @param market with amounts counted in a unit of money
 * @param unit the most that an agent may have in a round
 */
public record MdpWorld(Market market, double unit) {
    /** What IHMDP-VCG needs of a market. */
    public static final String NEEDS =
            "online of kind mdp needs types that stay, an average horizon, and in every state the"
                    + " same actions, each of which may lead to every state and is possible without each agent";

    /** How far rounding may take the least probability from what is known of it. */
    private static final double NEAR = 1e-9;

    /**
     * Reads a market.
     *
     * @param count of markets, each with types of its own; one where each agent has but one type
     * @throws org.dynama.config.ConfigException if it is none, or does not fit, or with every reward that is more than
     *     the ceiling or less than nothing
     */
    public static List<MdpWorld> all(Path path, RandomStream stream, long count) {
        ObservedWorld first = ObservedWorld.of(path, NEEDS, stream, 0);
        boolean sure = first.environment().agents().stream()
                .allMatch(agent -> agent.types() instanceof DiscreteTypes types
                        && types.values().size() == 1);
        return LongStream.range(0, sure ? 1 : count)
                .mapToObj(index -> of(index == 0 ? first : first.redrawn(stream, index), sure ? -1 : index))
                .toList();
    }

    private static MdpWorld of(ObservedWorld world, long index) {
        Mdp mdp = world.environment().mdp();
        Fit fit = world.fit(NEEDS);
        if (!(mdp.horizon() instanceof Horizon.AverageReward)) {
            fit.not("horizon", "is none for which online regret is known");
        }
        for (int s = 0; s < mdp.stateCount(); s++) {
            if (mdp.endPair(s) - mdp.firstPair(s) < mdp.actionCount()) {
                fit.not("actions", "does not let \"" + mdp.states().get(s) + "\" have all the actions of other states");
            }
        }
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            int count = mdp.transitions().end(pair) - mdp.transitions().begin(pair);
            if (count < mdp.stateCount()) {
                fit.not("actions", "does not let \"" + mdp.pairName(pair) + "\" lead to every state");
            }
        }
        fit.throwIfAny("Maybe dynama search.");
        RewardFaults.throwIfAny(world, true);
        double unit = world.unit();
        Reals kernel = kernel(mdp);
        double least = kernel.stream().min().orElseThrow();
        double alpha = world.observation().leastProbability();
        boolean known = alpha == 0 || (alpha > least && alpha <= least * (1 + NEAR));
        MarketChain chain = new MarketChain(mdp.states(), mdp.actions(), kernel, known ? least : alpha);
        String name = world.environment().name() + (index < 0 ? "" : " " + (index + 1));
        return new MdpWorld(new Market(name, chain, rewards(world, unit)), unit);
    }

    private static Reals kernel(Mdp mdp) {
        int states = mdp.stateCount();
        double[] kernel = new double[mdp.pairCount() * states];
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            for (int k = mdp.transitions().begin(pair); k < mdp.transitions().end(pair); k++) {
                kernel[pair * states + mdp.transitions().next(k)] =
                        mdp.transitions().probability(k);
            }
        }
        return Reals.of(kernel);
    }

    private static MarketRewards rewards(ObservedWorld world, double unit) {
        int n = world.environment().agentCount();
        int pairs = world.environment().mdp().pairCount();
        double[] rewards = new double[(n + 1) * pairs];
        for (int pair = 0; pair < pairs; pair++) {
            rewards[pair] = world.environment().designer().get(pair) / unit;
            for (int i = 0; i < n; i++) {
                rewards[(i + 1) * pairs + pair] = world.reward(i, pair) / unit;
            }
        }
        double most = Arrays.stream(rewards, 0, pairs).max().orElse(0);
        double ceiling = world.observation().designerCeiling() / unit;
        return new MarketRewards(n, Reals.of(rewards), ceiling > 0 ? ceiling : most > 0 ? most : 1, world.noise(unit));
    }

    /** The market as a file has it. */
    public Marketplace written() {
        int states = market.stateCount();
        int actions = market.actionCount();
        List<MarketAgent> agents = IntStream.rangeClosed(1, market.agents())
                .mapToObj(i -> new MarketAgent(
                        "agent " + i, new MarketAgent.Drawn(new DiscreteTypes(List.of(Reals.of(1)), Reals.of(1)), "")))
                .toList();
        List<MarketAction> all = new ArrayList<>();
        for (int pair = 0; pair < states * actions; pair++) {
            all.add(action(pair));
        }
        double[] initial = new double[states];
        initial[0] = 1;
        Observation observation = new Observation(
                RoundsOfOutcomes.noise(market.rewards().noise(), unit),
                unit,
                market.rewards().ceiling() * unit,
                0,
                market.alpha());
        return new Marketplace(
                market.name(),
                "",
                new Horizon.AverageReward(),
                0,
                agents,
                new Marketplace.Labels(market.chain().states(), market.chain().actions(), List.of(Marketplace.SURE)),
                List.of(Reals.of(1)),
                Reals.of(initial),
                all,
                List.of(),
                Map.of(),
                observation);
    }

    private MarketAction action(int pair) {
        BitSet one = new BitSet();
        one.set(0);
        int states = market.stateCount();
        Map<Integer, Double> next = new LinkedHashMap<>();
        for (int s = 0; s < states; s++) {
            next.put(s, market.kernel().get(pair * states + s));
        }
        Map<Integer, Payoff> rewards = new LinkedHashMap<>();
        for (int i = 0; i < market.agents(); i++) {
            double reward = market.rewards().expected().get((i + 1) * market.pairs() + pair) * unit;
            if (reward != 0) {
                rewards.put(i, new Payoff.Linear(Reals.of(reward), 0));
            }
        }
        return new MarketAction(
                pair / market.actionCount(),
                pair % market.actionCount(),
                new MarketAction.Condition(one, one, new BitSet(), new BitSet()),
                new MarketAction.Effect(
                        next, rewards, market.rewards().expected().get(pair) * unit + 0.0, Map.of(), Map.of()));
    }
}
