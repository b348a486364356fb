package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.config.Nearest;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;
import org.dynama.world.market.Payoff;

/** A market of a model: what its choices earn goes to agents and designer, who then have types and a horizon. */
final class ModelMarket {
    private final ExplicitModel model;
    private final RewardOwners owners;
    private final ImportOptions options;

    ModelMarket(ExplicitModel model, RewardOwners owners, ImportOptions options) {
        this.model = model;
        this.owners = owners;
        this.options = options;
    }

    Expansion market() {
        owners.requireFit(model);
        boolean average = "average".equals(options.horizon() != null ? options.horizon() : model.horizon());
        ModelGraph graph = new ModelGraph(model, start(), !average);
        Horizon horizon = new ModelHorizon(graph, options).of();
        int periods = options.periods() == null ? 0 : options.periods();
        BitSet always = new BitSet();
        always.set(0, Math.max(1, periods));
        BitSet sure = new BitSet();
        sure.set(0);
        MarketAction.Condition condition = new MarketAction.Condition(sure, always, new BitSet(), new BitSet());
        List<MarketAction> actions = new ArrayList<>();
        for (ModelChoice choice : graph.choices()) {
            actions.add(new MarketAction(
                    choice.state(), graph.action(choice.action()), condition, effect(choice, graph.states())));
        }
        double[] initial = new double[graph.states().size()];
        for (int k = 0; k < graph.initial().size(); k++) {
            initial[graph.initial().state(k)] = graph.initial().value(k);
        }
        Marketplace market = new Marketplace(
                model.name(),
                "",
                horizon,
                periods,
                owners.agents(),
                new Marketplace.Labels(graph.states(), graph.actions(), List.of(Marketplace.SURE)),
                List.of(Reals.of(1)),
                Reals.of(initial),
                actions,
                List.of());
        List<String> notes = new ArrayList<>(options.initial() == null ? model.notes() : List.of());
        if (graph.unreached() > 0) {
            notes.add(graph.unreached() + " of " + model.states().size() + " states are left out: no run gets to them");
        }
        return new Expansion(market, notes);
    }

    private SparseRow start() {
        if (options.initial() == null) {
            return model.initial();
        }
        int state = model.states().indexOf(options.initial());
        if (state < 0) {
            String nearest = Nearest.of(options.initial(), model.states());
            throw Refusal.of(
                    "--initial " + options.initial() + " is no state of " + model.name(),
                    nearest.isEmpty() ? "" : "Maybe " + nearest + ".");
        }
        SparseRow start = new SparseRow();
        start.set(state, 1);
        return start;
    }

    private MarketAction.Effect effect(ModelChoice choice, List<String> states) {
        Map<Integer, Double> next = new LinkedHashMap<>();
        for (int k = 0; k < choice.next().size() && !choice.ends(); k++) {
            next.put(choice.next().state(k), choice.next().value(k));
        }
        String state = states.get(choice.state());
        Map<Integer, Payoff> payoffs = new LinkedHashMap<>();
        double designer = 0;
        List<MarketAgent> agents = owners.agents();
        for (int i = 0; i < agents.size(); i++) {
            double[] coefficients = new double[agents.get(i).dimension()];
            boolean any = false;
            for (RewardRule rule : owners.rules()) {
                double amount = rule.to() == i ? rule.amount(choice, state) : 0;
                coefficients[rule.to() == i ? rule.component() : 0] += amount;
                any |= amount != 0;
            }
            if (any) {
                payoffs.put(i, new Payoff.Linear(Reals.of(coefficients), 0));
            }
        }
        for (RewardRule rule : owners.rules()) {
            designer += rule.to() == RewardRule.DESIGNER ? rule.amount(choice, state) : 0;
        }
        return new MarketAction.Effect(next, payoffs, designer + 0.0, Map.of(), Map.of());
    }
}
