package org.dynama.baseline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dynama.model.DiscreteTypes;
import org.dynama.model.Reals;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketAgent.Drawn;
import org.dynama.world.market.MarketAgent.Listed;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;
import org.jspecify.annotations.Nullable;

/** A market whose agents have finitely many types, by number: chances that sum to one, and what each type earns. */
final class FiniteMarket {
    private final Marketplace market;
    private final List<List<MarketAction>> byState = new ArrayList<>();

    private FiniteMarket(Marketplace market) {
        this.market = market;
        market.labels().states().forEach(state -> byState.add(new ArrayList<>()));
        market.actions().forEach(action -> byState.get(action.state()).add(action));
    }

    /** Why types cannot be numbered, in one sentence; empty where they can. */
    static Optional<String> obstacle(Marketplace market) {
        return market.agents().stream()
                .filter(agent -> agent.types() instanceof Drawn drawn
                        && ProfileGrid.finite(drawn.distribution()).isEmpty())
                .map(agent -> "types must be finitely many, and those of " + agent.name() + " fill an interval")
                .findFirst();
    }

    /** The name of an agent whose types move; empty where everybody's stay. */
    static Optional<String> mover(Marketplace market) {
        return IntStream.range(0, market.agents().size())
                .filter(i -> market.agents().get(i).types() instanceof Listed listed
                        && (!listed.stays(listed.drift())
                                || market.actions().stream()
                                        .map(action -> action.effect().drift().getOrDefault(i, listed.drift()))
                                        .anyMatch(kernel -> !listed.stays(kernel))))
                .mapToObj(i -> market.agents().get(i).name())
                .findFirst();
    }

    static FiniteMarket of(Marketplace market) {
        return new FiniteMarket(market);
    }

    Marketplace market() {
        return market;
    }

    int agents() {
        return market.agents().size();
    }

    /** How many types agent {@code i} has. */
    int types(int i) {
        return initial(i).length;
    }

    /** The product of all agents' numbers of types. */
    double profiles() {
        double product = 1;
        for (int i = 0; i < agents(); i++) {
            product *= types(i);
        }
        return product;
    }

    /** The chances of agent {@code i}'s types in the first period. */
    double[] initial(int i) {
        MarketAgent.Types types = market.agents().get(i).types();
        return shares(
                types instanceof Listed listed
                        ? listed.initial()
                        : drawn((Drawn) types).weights());
    }

    private static DiscreteTypes drawn(Drawn drawn) {
        return ProfileGrid.finite(drawn.distribution()).orElseThrow();
    }

    /** The chances of what agent {@code i}'s type {@code k} becomes by an action. */
    double[] moved(int i, MarketAction action, int k) {
        int count = types(i);
        double[] row = new double[count];
        row[k] = 1;
        if (market.agents().get(i).types() instanceof Listed listed) {
            Reals kernel = action.effect().drift().getOrDefault(i, listed.drift());
            for (int w = 0; w < count; w++) {
                row[w] = kernel.get(k * count + w);
            }
        }
        return shares(Reals.of(row));
    }

    /** What can be done, in the order of the file. */
    List<MarketAction> actions(int period, int state, int draw) {
        return byState.get(state).stream()
                .filter(action -> action.condition().periods().get(period)
                        && action.condition().draws().get(draw)
                        && action.condition().allows(-1))
                .toList();
    }

    /** Whether nothing comes after an action. */
    boolean ends(int period, MarketAction action) {
        return action.effect().ends() || market.periods() == period + 1;
    }

    /** The period after one; the same where all are alike. */
    int after(int period) {
        return market.periods() == 0 ? 0 : period + 1;
    }

    /** The chances of the draws of a period. */
    double[] draws(int period) {
        return shares(market.draws(period));
    }

    /** The chances of the first public states. */
    double[] initial() {
        return shares(market.initial());
    }

    /** The chances of the public states that follow an action. */
    static Map<Integer, Double> next(MarketAction action) {
        double sum =
                action.effect().next().values().stream().mapToDouble(p -> p).sum();
        Map<Integer, Double> shares = new LinkedHashMap<>();
        action.effect().next().forEach((state, p) -> shares.put(state, p / sum));
        return shares;
    }

    /** What agent {@code i} earns by an action in a period at her type {@code k}, the end of a last period included. */
    double reward(int i, MarketAction action, int period, int k) {
        double sum = amount(action.effect().rewards().get(i), i, k);
        for (Marketplace.Ending ending : endings(period)) {
            double share = next(action).getOrDefault(ending.state(), 0.0);
            sum += share * amount(ending.rewards().get(i), i, k);
        }
        return sum;
    }

    /** What the designer earns by an action in a period. */
    double designer(MarketAction action, int period) {
        double sum = action.effect().designer();
        for (Marketplace.Ending ending : endings(period)) {
            sum += next(action).getOrDefault(ending.state(), 0.0) * ending.designer();
        }
        return sum;
    }

    private List<Marketplace.Ending> endings(int period) {
        return market.periods() == period + 1 ? market.endings() : List.of();
    }

    private double amount(@Nullable Payoff payoff, int i, int k) {
        if (payoff instanceof Payoff.Table table) {
            return table.amounts().get(k);
        }
        if (payoff instanceof Payoff.Linear linear) {
            List<Reals> values = market.agents().get(i).types() instanceof Listed listed
                    ? listed.values()
                    : drawn((Drawn) market.agents().get(i).types()).values();
            return linear.coefficients().size() == 0 ? linear.constant() : linear.at(values.get(k));
        }
        return 0;
    }

    private static double[] shares(Reals odds) {
        double sum = odds.stream().sum();
        return odds.stream().map(p -> p / sum).toArray();
    }
}
