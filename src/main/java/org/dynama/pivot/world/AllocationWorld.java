package org.dynama.pivot.world;

import java.util.List;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.refusal.Refusal;

/**
 * A random allocation space: in each period agents report their types, then a draw decides which actions are feasible,
 * then the designer takes one.
 *
 * <p>Source: Balandat and Tomlin, A Dynamic VCG Mechanism for Random Allocation Spaces, section II.
 *
 * @param name for people
 * @param agents {@code n} agents with finitely many private types
 * @param states names of the {@code S} public states
 * @param actions names of the {@code A} actions
 * @param draws names of the {@code Z} draws
 * @param initial shape {@code [S]}; distribution of the first public state
 * @param horizon finite, or discounted
 * @param stages one a period if the horizon is finite; one that repeats if it is discounted
 * @param terminal what is earned when a finite horizon ends
 * @param notes conventions that decide numbers
 */
public record AllocationWorld(
        String name,
        List<FiniteAgent> agents,
        List<String> states,
        List<String> actions,
        List<String> draws,
        Reals initial,
        Horizon horizon,
        List<PivotStage> stages,
        Terminal terminal,
        List<String> notes) {

    /**
     * Utilities after the last action.
     *
     * @param publicUtility shape {@code [S]}
     * @param utilities for each agent, shape {@code [S, K_i]}
     */
    public record Terminal(Reals publicUtility, List<Reals> utilities) {
        public Terminal {
            utilities = List.copyOf(utilities);
        }

        /** Nothing. */
        public static Terminal none(int states, List<FiniteAgent> agents) {
            return new Terminal(
                    Reals.filled(states, 0),
                    agents.stream()
                            .map(agent -> Reals.filled(states * agent.types().size(), 0))
                            .toList());
        }
    }

    public AllocationWorld {
        agents = List.copyOf(agents);
        states = List.copyOf(states);
        actions = List.copyOf(actions);
        draws = List.copyOf(draws);
        stages = List.copyOf(stages);
        notes = List.copyOf(notes);
        if (agents.isEmpty()) {
            throw new Refusal("agents", 0, "must be at least 1", "");
        }
        if (actions.size() > Short.MAX_VALUE) {
            throw new Refusal("actions", actions.size(), "must be at most " + Short.MAX_VALUE, "");
        }
        if (horizon instanceof Horizon.AverageReward || stages.isEmpty()) {
            throw new Refusal(
                    "horizon",
                    horizon,
                    "with " + stages.size() + " stages must be finite or discounted, with at least one stage",
                    "");
        }
        if (horizon instanceof Horizon.Discounted && stages.size() > 1) {
            throw new Refusal(
                    "stages", stages.size(), "must be one, which repeats, when the horizon is discounted", "");
        }
        Probabilities.require("the distribution of the first public state", initial.toArray(), states.size());
        for (PivotStage stage : stages) {
            if (stage.draws() != draws.size()
                    || stage.next().states() != states.size()
                    || stage.next().actions() != actions.size()) {
                throw Refusal.of(
                        "a stage of " + stage.next().states() + " states, "
                                + stage.next().actions() + " actions and " + stage.draws()
                                + " draws must match the world's "
                                + states.size() + ", " + actions.size() + " and " + draws.size(),
                        "");
            }
        }
        for (int i = 0; i < agents.size(); i++) {
            int wanted = states.size() * agents.get(i).types().size();
            if (terminal.utilities().size() != agents.size()
                    || terminal.utilities().get(i).size() != wanted
                    || terminal.publicUtility().size() != states.size()) {
                throw Refusal.of("terminal utilities must have an entry for each agent, public state and type", "");
            }
        }
    }

    public int agentCount() {
        return agents.size();
    }

    public int stateCount() {
        return states.size();
    }

    /** The numbering of joint private types. */
    public JointTypes profiles() {
        return new JointTypes(agents.stream().map(agent -> agent.types().size()).toList());
    }

    /** The discount per period; 1 for a finite horizon. */
    public double discount() {
        return horizon instanceof Horizon.Discounted discounted ? discounted.discount() : 1;
    }

    public boolean isFinite() {
        return horizon instanceof Horizon.Finite;
    }
}
