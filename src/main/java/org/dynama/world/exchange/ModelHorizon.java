package org.dynama.world.exchange;

import java.util.BitSet;
import java.util.List;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.Leaving;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;

/** How long the runs of a model go on: as the user says, else as its file does, else as its graph shows. */
record ModelHorizon(ModelGraph graph, ImportOptions options) {
    private static final String CHOOSE = "Maybe --discount 0.99, or --periods 200, which Gymnasium calls a time limit.";

    /** The horizon; a refusal where nothing says what it is, or it does not fit the graph. */
    Horizon of() {
        String said = said();
        return switch (said) {
            case "finite" -> finite();
            case "average" -> average();
            case "total" -> total();
            default -> new Horizon.Discounted(discount());
        };
    }

    private double discount() {
        double discount =
                options.discount() != null ? options.discount() : graph.model().discount();
        if (!(discount < 1)) {
            throw Refusal.of(
                    graph.model().name() + " does not say how later rewards are discounted", "Add --discount 0.99.");
        }
        return discount;
    }

    private String said() {
        if (options.horizon() != null) {
            return options.horizon();
        } else if (options.discount() != null) {
            return "discounted";
        } else if (options.periods() != null) {
            return "finite";
        } else if (graph.model().discount() < 1) {
            return "discounted";
        } else if (!graph.model().horizon().isEmpty()) {
            return graph.model().horizon();
        } else if (!graph.isCyclic()) {
            return "finite";
        } else if (graph.hasEnds()) {
            return "total";
        }
        throw Refusal.of(
                graph.model().name() + " has no end and no discount, so nothing says how later rewards count",
                "Add --discount 0.99, --periods 200 or --horizon average.");
    }

    private Horizon finite() {
        if (options.periods() == null && graph.isCyclic()) {
            throw Refusal.of(
                    graph.model().name()
                            + " can get back to a state, which a finite horizon does not allow without periods",
                    CHOOSE);
        }
        return new Horizon.Finite();
    }

    private Horizon average() {
        if (graph.hasEnds()) {
            throw Refusal.of(
                    graph.model().name()
                            + " has runs that end, and an average horizon counts what a run earns for ever",
                    "Maybe --horizon total.");
        }
        return new Horizon.AverageReward();
    }

    private Horizon total() {
        if (!graph.isCyclic()) {
            return new Horizon.Finite();
        }
        Mdp mdp = mdp();
        BitSet lost = mdp.allPairs();
        lost.andNot(Leaving.sure(mdp, mdp.allPairs()));
        if (!lost.isEmpty()) {
            throw Refusal.of(
                    graph.model().name() + " has runs that nothing surely ends, after " + Endlessness.shown(mdp, lost)
                            + ", and a total reward needs a way to an end from everywhere",
                    CHOOSE);
        }
        BitSet earning = Endlessness.loops(mdp);
        earning.and(earning(mdp));
        if (options.horizon() == null && !earning.isEmpty()) {
            throw Refusal.of(
                    graph.model().name() + " has runs that can go on for ever and earn by "
                            + Endlessness.shown(mdp, earning) + ", of which a total reward may have no end",
                    CHOOSE);
        }
        return new Horizon.Total();
    }

    private BitSet earning(Mdp mdp) {
        BitSet earning = new BitSet();
        for (ModelChoice choice : graph.choices()) {
            boolean earns = choice.earned().values().stream().anyMatch(reward -> reward > 0);
            earning.set(mdp.pair(choice.state(), graph.action(choice.action())), earns);
        }
        return earning;
    }

    private Mdp mdp() {
        List<String> states = graph.states();
        List<String> actions = graph.actions();
        Transitions.Builder builder = new Transitions.Builder(states.size(), actions.size());
        for (ModelChoice choice : graph.choices()) {
            int action = graph.action(choice.action());
            builder.end(choice.state(), action);
            for (int k = 0; k < choice.next().size() && !choice.ends(); k++) {
                builder.to(
                        choice.state(),
                        action,
                        choice.next().state(k),
                        choice.next().value(k));
            }
        }
        double[] initial = new double[states.size()];
        for (int k = 0; k < graph.initial().size(); k++) {
            initial[graph.initial().state(k)] = graph.initial().value(k);
        }
        return new Mdp(states, actions, builder.build(), Reals.of(initial), new Horizon.Total());
    }
}
