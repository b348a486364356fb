package org.dynama.pivot.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dynama.model.Reals;
import org.dynama.world.file.Fit;
import org.dynama.world.file.MarketFaults;
import org.dynama.world.file.MarketplaceFile;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAction.Effect;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;

/** The periods of a market: which actions count in which period, and what they do. */
final class WorldFileStages {
    private final MarketplaceFile file;
    private final Marketplace market;
    private final Fit fit;
    private final AllocationWorld.Labels labels;
    private final List<FiniteTypes> types;
    /** How each agent's types move by themselves. */
    private final List<Reals> drifts;

    /** With labels of which the last state and action are the end, where runs end. */
    WorldFileStages(MarketplaceFile file, Fit fit, AllocationWorld.Labels labels, List<FiniteTypes> types) {
        this.file = file;
        this.fit = fit;
        this.labels = labels;
        this.types = types;
        market = file.market();
        drifts = market.agents().stream().map(WorldFileStages::drift).toList();
    }

    private static Reals drift(MarketAgent agent) {
        return agent.types() instanceof MarketAgent.Listed listed ? listed.drift() : Reals.of();
    }

    /** What a period is made of; periods made of the same are one stage. */
    private record Recipe(List<Integer> actions, Reals draws) {}

    /** The stages of all periods; of use only if no fault was added. */
    List<PivotStage> stages(int periods) {
        Set<Recipe> checked = new HashSet<>();
        Map<Recipe, PivotStage> made = new HashMap<>();
        List<PivotStage> stages = new ArrayList<>();
        for (int t = 0; t < periods; t++) {
            int period = market.periods() > 0 ? t : 0;
            Recipe recipe = new Recipe(market.counting(period), market.draws(period));
            if (checked.add(recipe)) {
                List<MarketAction> here =
                        recipe.actions().stream().map(market.actions()::get).toList();
                if (isComplete(period, here)) {
                    made.put(recipe, stage(here, recipe.draws()));
                }
            }
            PivotStage known = made.get(recipe);
            if (known != null) {
                stages.add(known);
            }
        }
        return stages;
    }

    /** Whether every public state and draw leaves an action, whoever is missing; faults tell what is not. */
    private boolean isComplete(int period, List<MarketAction> actions) {
        boolean complete = true;
        for (int s = 0; s < market.labels().states().size(); s++) {
            for (int z = 0; z < labels.draws().size(); z++) {
                for (int absent = -1; absent < types.size(); absent++) {
                    complete &= leavesAction(period, actions, s, z, absent);
                }
            }
        }
        return complete;
    }

    private boolean leavesAction(int period, List<MarketAction> actions, int s, int z, int absent) {
        boolean some = actions.stream()
                .anyMatch(action -> action.state() == s
                        && action.condition().draws().get(z)
                        && action.condition().allows(absent));
        if (!some) {
            fit.not(
                    new MarketFaults(file).place(s),
                    "\"" + labels.states().get(s) + "\" has no action under draw "
                            + labels.draws().get(z)
                            + (market.periods() > 0 ? " in period " + (period + 1) : "")
                            + (absent < 0
                                    ? ""
                                    : " when " + types.get(absent).agent().name() + " is absent"));
        }
        return some;
    }

    private PivotStage stage(List<MarketAction> actions, Reals distribution) {
        JointTypes profiles = new JointTypes(
                types.stream().map(finite -> finite.agent().types().size()).toList());
        StageBuilder stage =
                new StageBuilder(labels.states().size(), labels.actions().size(), profiles, distribution.toArray());
        actions.forEach(action -> {
            addCondition(stage, action);
            addEffect(stage, action.state(), action.action(), action.effect());
        });
        if (labels.states().size() > market.labels().states().size()) {
            for (int z = 0; z < labels.draws().size(); z++) {
                stage.allowAlways(
                        labels.states().size() - 1, z, labels.actions().size() - 1);
            }
        }
        return stage.build();
    }

    private void addCondition(StageBuilder stage, MarketAction action) {
        action.condition().draws().stream().forEach(z -> {
            if (action.condition().allows(-1)) {
                stage.allow(action.state(), z, action.action());
            }
            for (int i = 0; i < types.size(); i++) {
                if (action.condition().allows(i)) {
                    stage.allowWithout(i, action.state(), z, action.action());
                }
            }
        });
    }

    private void addEffect(StageBuilder stage, int s, int a, Effect effect) {
        if (effect.ends()) {
            stage.to(s, a, labels.states().size() - 1, 1);
        } else {
            List<Integer> next = List.copyOf(new TreeSet<>(effect.next().keySet()));
            double[] probabilities = Probabilities.normalized(
                    next.stream().mapToDouble(effect.next()::get).toArray());
            for (int k = 0; k < probabilities.length; k++) {
                stage.to(s, a, next.get(k), probabilities[k]);
            }
        }
        stage.publicUtility(s, a, effect.designer());
        for (int i = 0; i < types.size(); i++) {
            Reals drift = effect.drift().getOrDefault(i, drifts.get(i));
            // Types that were drawn stay, as they do without a kernel.
            if (drift.size() > 0) {
                stage.kernel(i, s, a, drift);
            }
        }
        effect.rewards().forEach((i, payoff) -> {
            Reals amounts = types.get(i).amounts(payoff);
            for (int k = 0; k < amounts.size(); k++) {
                stage.utility(i, s, a, k, amounts.get(k));
            }
        });
    }
}
