package org.dynama.world.market;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Agent;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;
import org.dynama.world.Absence;
import org.dynama.world.DesignerReward;
import org.dynama.world.Environment;

/**
 * What comes along as code, written out as a market.
 *
 * @param market that gives the same numbers
 * @param notes what is left out of it, or else worth knowing; a sentence each, without its end
 */
public record Expansion(Marketplace market, List<String> notes) {
    public Expansion {
        notes = List.copyOf(notes);
    }

    /**
     * An environment of the search as a market: an action an entry, types drawn once.
     *
     * @throws Refusal if agents go by rank, or a left-out agent stays with a cost
     */
    public static Expansion of(Environment environment) {
        environment.rewards().requireNamed("a market's file");
        if (environment.absence() instanceof Absence.Retyped) {
            throw Refusal.of(
                    "a left-out agent who stays with a cost has no place in a market's file: there she is absent",
                    "Maybe leftOut: mask.");
        }
        List<MarketAgent> agents = new ArrayList<>();
        for (Agent agent : environment.agents()) {
            agents.add(new MarketAgent(agent.name(), new MarketAgent.Drawn(agent.types(), "")));
        }
        Marketplace market = new Marketplace(
                environment.name(),
                "",
                environment.mdp().horizon(),
                0,
                agents,
                new Marketplace.Labels(
                        environment.mdp().states(), environment.mdp().actions(), List.of(Marketplace.SURE)),
                List.of(Reals.of(1)),
                environment.mdp().initial(),
                actions(environment),
                List.of());
        List<String> leftOut = environment.losses().stream()
                .filter(loss -> !(loss instanceof DesignerReward))
                .map(loss -> "The loss " + loss.name()
                        + " is left out: it is not linear in types, so a market's file cannot describe it")
                .toList();
        return new Expansion(market, leftOut);
    }

    private static List<MarketAction> actions(Environment environment) {
        BitSet one = new BitSet();
        one.set(0);
        Transitions transitions = environment.mdp().transitions();
        List<MarketAction> actions = new ArrayList<>();
        for (int pair = 0; pair < transitions.pairs(); pair++) {
            Map<Integer, Double> next = new LinkedHashMap<>();
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                next.put(transitions.next(k), transitions.probability(k));
            }
            BitSet needs = new BitSet();
            for (int i = 0; i < environment.agentCount(); i++) {
                needs.set(i, !environment.absence().isAllowed(i, pair));
            }
            actions.add(new MarketAction(
                    transitions.stateOf(pair),
                    transitions.actionOf(pair),
                    new MarketAction.Condition(one, one, needs, new BitSet()),
                    new MarketAction.Effect(
                            next,
                            rewards(environment, pair),
                            environment.designer().get(pair),
                            Map.of(),
                            Map.of())));
        }
        return actions;
    }

    private static Map<Integer, Payoff> rewards(Environment environment, int pair) {
        RewardMap rewards = environment.rewards();
        Map<Integer, double[]> coefficients = new LinkedHashMap<>();
        double[] constants = new double[environment.agentCount()];
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            int i = rewards.agent(m);
            int dimension = environment.agents().get(i).types().dimension();
            double[] row = coefficients.computeIfAbsent(i, agent -> new double[dimension]);
            if (rewards.component(m) == RewardMap.CONSTANT) {
                constants[i] += rewards.coefficient(m);
            } else {
                row[rewards.component(m)] += rewards.coefficient(m);
            }
        }
        Map<Integer, Payoff> payoffs = new LinkedHashMap<>();
        coefficients.forEach((i, row) -> payoffs.put(i, new Payoff.Linear(Reals.of(row), constants[i])));
        return payoffs;
    }
}
