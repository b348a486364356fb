package org.dynama.online.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.online.bandit.BanditMarket;
import org.dynama.online.outcome.OutcomeTable;
import org.dynama.online.outcome.ServiceLevels;
import org.dynama.online.reporting.Noise;
import org.dynama.refusal.Refusal;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Observation;
import org.dynama.world.market.Payoff;

/**
 * A market whose rounds are alike, written out: one public state, an action for every outcome, and of each agent one type,
 * her values of the allocations that she may have.
 */
public final class RoundsOfOutcomes {
    /** The loss that counts the units of a capacity. */
    static final String UNITS = "units";

    private static final int MOST = 20_000;
    private static final int MOST_AGENTS = 1000;

    private final BanditMarket market;
    private final double unit;
    private final int n;

    private RoundsOfOutcomes(BanditMarket market, double unit) {
        this.market = market;
        this.unit = unit;
        n = market.agents();
    }

    /**
     * A market as a file has it.
     *
     * @param name for people
     * @param unit of money in which the market counts: the most that a value may be
     * @throws Refusal if it has too many outcomes or agents
     */
    public static Marketplace of(String name, BanditMarket market, double unit) {
        if (market.agents() > MOST_AGENTS) {
            throw Refusal.of(
                    market.agents() + " agents are more than the " + MOST_AGENTS + " that a market's file may have",
                    "Maybe market.agents: 10.");
        }
        return new RoundsOfOutcomes(market, unit).written(name);
    }

    private Marketplace written(String name) {
        List<int[]> outcomes = outcomes();
        List<MarketAgent> agents = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] values = new double[market.allocations() - 1];
            for (int s = 1; s <= values.length; s++) {
                values[s - 1] = market.values().get(i * market.allocations() + s) * unit;
            }
            DiscreteTypes one = new DiscreteTypes(List.of(Reals.of(values)), Reals.of(1));
            agents.add(new MarketAgent("agent " + (i + 1), new MarketAgent.Drawn(one, "")));
        }
        List<String> names = new ArrayList<>();
        List<MarketAction> actions = new ArrayList<>();
        for (int a = 0; a < outcomes.size(); a++) {
            names.add(name(outcomes.get(a), a));
            actions.add(action(outcomes.get(a), a));
        }
        return new Marketplace(
                name,
                "",
                new Horizon.AverageReward(),
                0,
                agents,
                new Marketplace.Labels(List.of("round"), names, List.of(Marketplace.SURE)),
                List.of(Reals.of(1)),
                Reals.of(1),
                actions,
                List.of(),
                Map.of(),
                new Observation(noise(market.noise(), unit), unit, 0, market.designerDeviation() * unit, 0));
    }

    /** Noise in the file's unit of money. */
    static Observation.Noise noise(Noise noise, double unit) {
        if (noise instanceof Noise.Gaussian gaussian) {
            return new Observation.Noise(Observation.Noise.Kind.GAUSSIAN, gaussian.deviation() * unit);
        }
        return noise instanceof Noise.Uniform uniform
                ? new Observation.Noise(Observation.Noise.Kind.UNIFORM, uniform.spread() * unit)
                : new Observation.Noise(Observation.Noise.Kind.COIN, 0);
    }

    private List<int[]> outcomes() {
        if (market.outcomes() instanceof OutcomeTable table) {
            List<int[]> listed = new ArrayList<>();
            for (int k = 0; k < table.outcomes().size(); k++) {
                int[] outcome = new int[n + 1];
                for (int i = 0; i < n; i++) {
                    outcome[i] = table.outcomes().get(k).get(i);
                }
                outcome[n] = k;
                listed.add(outcome);
            }
            return listed;
        }
        return OutcomeShape.all(market.outcomes(), MOST);
    }

    private MarketAction action(int[] outcome, int a) {
        BitSet one = new BitSet();
        one.set(0);
        Map<Integer, Payoff> rewards = new LinkedHashMap<>();
        int units = 0;
        for (int i = 0; i < n; i++) {
            int s = outcome[i];
            if (s > 0) {
                double[] unitVector = new double[market.allocations() - 1];
                unitVector[s - 1] = 1;
                rewards.put(i, new Payoff.Linear(Reals.of(unitVector), 0));
            }
            units += market.outcomes() instanceof ServiceLevels levels
                    ? levels.demand().get(i).get(s).get(0)
                    : 0;
        }
        double designer = market.outcomes().designer(market.designer().toArray(), outcome) * unit;
        Map<String, MarketAction.NamedLoss> losses = market.outcomes() instanceof ServiceLevels plain && plain.isAlike()
                ? Map.of(UNITS, new MarketAction.NamedLoss(units, Map.of()))
                : Map.of();
        return new MarketAction(
                0,
                a,
                new MarketAction.Condition(one, one, new BitSet(), new BitSet()),
                new MarketAction.Effect(Map.of(0, 1.0), rewards, designer + 0.0, losses, Map.of()));
    }

    private String name(int[] outcome, int a) {
        if (market.outcomes() instanceof OutcomeTable) {
            return "outcome " + (a + 1);
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < n; i++) {
            if (outcome[i] > 0) {
                String what = market.allocations() == 2 ? "sell to" : outcome[i] + " to";
                name.append(name.isEmpty() ? "" : ", ")
                        .append(what)
                        .append(" agent ")
                        .append(i + 1);
            }
        }
        return name.isEmpty() ? "keep" : name.toString();
    }
}
