package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Reals;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/** A world that comes along, in which every period is like the other, written out as a market. */
public final class WorldExpansion {
    private final AllocationWorld world;
    private final PivotStage stage;
    private final List<MarketAgent> agents = new ArrayList<>();

    private WorldExpansion(AllocationWorld world) {
        this.world = world;
        stage = world.stages().get(0);
        int first = stage.used(0)[0];
        for (int i = 0; i < world.agentCount(); i++) {
            FiniteAgent agent = world.agents().get(i);
            Reals drift = Reals.of(stage.kernel(i, 0, first));
            agents.add(new MarketAgent(agent.name(), new Listed(agent.types(), List.of(), agent.prior(), drift)));
        }
    }

    /** The market of such a world. */
    public static Expansion of(AllocationWorld world) {
        return new Expansion(new WorldExpansion(world).market(), List.of());
    }

    private Marketplace market() {
        double[] draws = new double[stage.draws()];
        for (int z = 0; z < draws.length; z++) {
            draws[z] = stage.probability(z);
        }
        return new Marketplace(
                world.name(),
                "",
                world.course().horizon(),
                world.isFinite() ? world.stages().size() : 0,
                agents,
                new Marketplace.Labels(world.states(), world.actions(), world.draws()),
                List.of(Reals.of(draws)),
                world.initial(),
                actions(),
                endings());
    }

    private List<MarketAction> actions() {
        BitSet always = new BitSet();
        always.set(0, world.stages().size());
        List<MarketAction> actions = new ArrayList<>();
        for (int s = 0; s < world.stateCount(); s++) {
            for (int a : stage.used(s)) {
                BitSet draws = new BitSet();
                BitSet needs = new BitSet();
                for (int z = 0; z < stage.draws(); z++) {
                    draws.set(z, contains(stage.feasible(s, z), a));
                    for (int i = 0; i < agents.size() && draws.get(z); i++) {
                        needs.set(i, !stage.isFeasibleWithout(i, s, z, a));
                    }
                }
                actions.add(new MarketAction(
                        s, a, new MarketAction.Condition(draws, always, needs, new BitSet()), effect(s, a)));
            }
        }
        return actions;
    }

    private static boolean contains(int[] actions, int a) {
        for (int feasible : actions) {
            if (feasible == a) {
                return true;
            }
        }
        return false;
    }

    private MarketAction.Effect effect(int s, int a) {
        Map<Integer, Double> next = new LinkedHashMap<>();
        int pair = stage.next().pair(s, a);
        for (int k = stage.next().begin(pair); k < stage.next().end(pair); k++) {
            next.put(stage.next().next(k), stage.next().probability(k));
        }
        Map<Integer, Payoff> rewards = new LinkedHashMap<>();
        Map<Integer, Reals> drift = new LinkedHashMap<>();
        for (int i = 0; i < agents.size(); i++) {
            double[] amounts = new double[stage.types(i)];
            for (int k = 0; k < amounts.length; k++) {
                amounts[k] = stage.utility(i, s, a, k);
            }
            put(rewards, i, Reals.of(amounts));
            Reals kernel = Reals.of(stage.kernel(i, s, a));
            if (!kernel.equals(((Listed) agents.get(i).types()).drift())) {
                drift.put(i, kernel);
            }
        }
        return new MarketAction.Effect(next, rewards, stage.publicUtility(s, a), Map.of(), drift);
    }

    private List<Marketplace.Ending> endings() {
        List<Marketplace.Ending> endings = new ArrayList<>();
        for (int s = 0; s < world.stateCount(); s++) {
            Map<Integer, Payoff> rewards = new LinkedHashMap<>();
            for (int i = 0; i < agents.size(); i++) {
                int types = stage.types(i);
                put(
                        rewards,
                        i,
                        Reals.of(world.terminal().utilities().get(i).stream()
                                .skip((long) s * types)
                                .limit(types)
                                .toArray()));
            }
            double designer = world.terminal().publicUtility().get(s);
            if (!rewards.isEmpty() || designer != 0) {
                endings.add(new Marketplace.Ending(s, rewards, designer));
            }
        }
        return endings;
    }

    /** Nothing is left out. */
    private static void put(Map<Integer, Payoff> rewards, int i, Reals amounts) {
        if (amounts.stream().anyMatch(amount -> amount != 0)) {
            rewards.put(i, new Payoff.Table(amounts));
        }
    }
}
