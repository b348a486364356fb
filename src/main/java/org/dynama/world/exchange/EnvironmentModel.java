package org.dynama.world.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Transitions;
import org.dynama.world.Environment;

/** An environment at given types as other tools list models: each agent's rewards, and the designer's, are a structure. */
final class EnvironmentModel {
    private final Environment environment;
    private final Profiles types;
    private final Mdp mdp;

    private EnvironmentModel(Environment environment, Profiles types) {
        this.environment = environment;
        this.types = types;
        mdp = environment.mdp();
    }

    /**
     * The model.
     *
     * @param types one profile of them
     */
    static ExplicitModel of(Environment environment, Profiles types) {
        environment.rewards().requireNamed("another tool");
        return new EnvironmentModel(environment, types).model();
    }

    private ExplicitModel model() {
        List<ModelChoice> choices = new ArrayList<>();
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            String action = mdp.actions().get(mdp.actionOf(pair));
            choices.add(new ModelChoice(mdp.stateOf(pair), action, next(pair), earned(pair)));
        }
        SparseRow initial = new SparseRow();
        for (int s = 0; s < mdp.stateCount(); s++) {
            if (mdp.initial().get(s) > 0) {
                initial.set(s, mdp.initial().get(s));
            }
        }
        Horizon horizon = mdp.horizon();
        boolean isDiscounted = horizon instanceof Horizon.Discounted;
        String said =
                horizon instanceof Horizon.AverageReward ? "average" : horizon instanceof Horizon.Total ? "total" : "";
        double discount = isDiscounted ? horizon.discount() : Double.NaN;
        return new ExplicitModel(
                environment.name(), mdp.states(), choices, initial, discount, said, structures(), List.of());
    }

    private SparseRow next(int pair) {
        SparseRow next = new SparseRow();
        Transitions transitions = mdp.transitions();
        for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
            next.add(transitions.next(k), transitions.probability(k));
        }
        if (next.size() == 0) {
            next.set(SparseRow.END, 1);
        }
        return next;
    }

    private List<String> structures() {
        List<String> structures = new ArrayList<>();
        environment.agents().forEach(agent -> structures.add(agent.name()));
        structures.add("designer");
        return structures;
    }

    private Map<String, Double> earned(int pair) {
        Map<String, Double> earned = new LinkedHashMap<>();
        for (int i = 0; i < environment.agentCount(); i++) {
            double reward = environment.rewards().reward(i, pair, types, 0);
            if (reward != 0) {
                earned.put(environment.agents().get(i).name(), reward);
            }
        }
        if (environment.designer().get(pair) != 0) {
            earned.merge("designer", environment.designer().get(pair), Double::sum);
        }
        return earned;
    }
}
