package org.dynama.world.file;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dynama.model.Agent;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.world.file.LinearLoss.Term;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Drawn;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/**
 * An agent's types as the numbers of which a search's rewards are linear: her own numbers, or, where types are names or some
 * reward is a table, an indicator for each type.
 *
 * @param number of the agent
 * @param values of her {@code K} types as numbers, empty where they are drawn
 * @param indicators how many indicators there are; 0 where her own numbers do
 * @param distribution of her numbers or indicators
 */
record TypeCode(int number, List<Reals> values, int indicators, TypeDistribution distribution) {

    static TypeCode of(Marketplace market, int i) {
        MarketAgent agent = market.agents().get(i);
        if (agent.types() instanceof Drawn drawn) {
            return new TypeCode(i, List.of(), 0, drawn.distribution());
        }
        Listed listed = (Listed) agent.types();
        int count = listed.names().size();
        boolean coded = listed.values().isEmpty() || payoffs(market, i).anyMatch(Payoff.Table.class::isInstance);
        List<Reals> possible = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            if (listed.initial().get(k) > 0) {
                possible.add(coded ? indicator(k, count) : listed.values().get(k));
                weights.add(listed.initial().get(k));
            }
        }
        Reals odds = Reals.of(weights.stream().mapToDouble(w -> w).toArray());
        return new TypeCode(i, listed.values(), coded ? count : 0, new DiscreteTypes(possible, odds));
    }

    private static Reals indicator(int k, int count) {
        double[] unit = new double[count];
        unit[k] = 1;
        return Reals.of(unit);
    }

    /** All that an agent can earn, or add to a loss. */
    private static Stream<Payoff> payoffs(Marketplace market, int i) {
        return Stream.of(
                        market.actions().stream().map(action -> action.effect().rewards()),
                        market.endings().stream().map(Marketplace.Ending::rewards),
                        market.actions().stream()
                                .flatMap(action -> action.effect().losses().values().stream())
                                .map(loss -> loss.byAgent()))
                .flatMap(maps -> maps)
                .flatMap(map -> Stream.ofNullable(map.get(i)));
    }

    Agent agent(Marketplace market) {
        return new Agent(market.agents().get(number).name(), distribution);
    }

    /** The terms of a payoff, zeros left out. */
    List<Term> terms(Payoff payoff) {
        List<Term> terms = new ArrayList<>();
        if (payoff instanceof Payoff.Table table) {
            add(table.amounts(), terms);
        } else if (payoff instanceof Payoff.Linear linear) {
            boolean matters = linear.coefficients().size() > 0;
            if (matters && indicators > 0) {
                add(Reals.of(values.stream().mapToDouble(linear::at).toArray()), terms);
                return terms;
            }
            add(linear.coefficients(), terms);
            if (linear.constant() != 0) {
                terms.add(new Term(number, RewardMap.CONSTANT, linear.constant()));
            }
        }
        return terms;
    }

    private void add(Reals coefficients, List<Term> terms) {
        for (int k = 0; k < coefficients.size(); k++) {
            if (coefficients.get(k) != 0) {
                terms.add(new Term(number, k, coefficients.get(k)));
            }
        }
    }
}
