package org.dynama.pivot.world;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
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
 * @param notes conventions that decide numbers
 * @param agents {@code n} agents with finitely many private types
 * @param labels names of public states, actions and draws
 * @param course of the periods
 * @param worstTypes whether payments are held against the worst type that an agent could report, and not against her absence
 */
public record AllocationWorld(
        String name, List<String> notes, List<FiniteAgent> agents, Labels labels, Course course, boolean worstTypes) {
    /** What a world's notes begin with that say what an agent's absence means. */
    private static final String ABSENCE = "an absent ";

    /** A world whose payments are held against an agent's absence. */
    public AllocationWorld(String name, List<String> notes, List<FiniteAgent> agents, Labels labels, Course course) {
        this(name, notes, agents, labels, course, false);
    }

    /** The same world where they are held against worst types: nobody need be absent. */
    public AllocationWorld withWorstTypes() {
        List<String> said = new ArrayList<>(List.of(
                "payments are held against the worst type that an agent could have: whatever hers is, taking part costs"
                        + " her nothing"));
        notes.stream().filter(note -> !note.startsWith(ABSENCE)).forEach(said::add);
        return new AllocationWorld(name, said, agents, labels, course, true);
    }

    /**
     * Names of everything public.
     *
     * @param states of the {@code S} public states
     * @param actions of the {@code A} actions
     * @param draws of the {@code Z} draws
     */
    public record Labels(List<String> states, List<String> actions, List<String> draws) {
        public Labels {
            states = List.copyOf(states);
            actions = List.copyOf(actions);
            draws = List.copyOf(draws);
            if (actions.size() > Short.MAX_VALUE) {
                throw new Refusal("actions", actions.size(), "must be at most " + Short.MAX_VALUE, "");
            }
        }
    }

    /**
     * What happens in time.
     *
     * @param initial shape {@code [S]}; distribution of the first public state
     * @param horizon finite, discounted or total
     * @param stages one a period if the horizon is finite; else one that repeats
     * @param terminal what is earned when a finite horizon ends
     */
    public record Course(Reals initial, Horizon horizon, List<PivotStage> stages, Terminal terminal) {
        public Course {
            stages = List.copyOf(stages);
            if (horizon instanceof Horizon.AverageReward || stages.isEmpty()) {
                throw new Refusal(
                        "horizon",
                        horizon,
                        "with " + stages.size()
                                + " stages must be finite, discounted or total, with at least one stage",
                        "");
            }
            if (!(horizon instanceof Horizon.Finite) && stages.size() > 1) {
                throw new Refusal(
                        "stages", stages.size(), "must be one, which repeats, unless the horizon is finite", "");
            }
        }
    }

    /**
     * Utilities after the last action.
     *
     * @param publicUtility shape {@code [S]}
     * @param utilities for each agent, shape {@code [S, K_i]}
     */
    public record Terminal(Reals publicUtility, List<Reals> utilities) {
        public Terminal {
            utilities = List.copyOf(utilities);
            publicUtility.stream().forEach(amount -> Amounts.require("the public's terminal utility", amount, ""));
            utilities.forEach(
                    agent -> agent.stream().forEach(amount -> Amounts.require("a terminal utility", amount, "")));
        }

        /** What the public gets at the end, whatever was done. */
        public double common() {
            return Amounts.common(publicUtility.toArray());
        }

        /** The public's utility by state, less {@link #common}. */
        public double[] relativePublic() {
            double common = common();
            return publicUtility.stream()
                    .map(amount -> Amounts.minus(amount, common))
                    .toArray();
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
        notes = List.copyOf(notes);
        agents = List.copyOf(agents);
        if (agents.isEmpty()) {
            throw new Refusal("agents", 0, "must be at least 1", "");
        }
        int states = labels.states.size();
        Probabilities.require("the distribution of the first public state", course.initial.toArray(), states);
        course.stages.forEach(stage -> requireFits(stage, labels));
        requireFits(course.terminal, agents, states);
        if (course.horizon instanceof Horizon.Total) {
            requireEnd(agents, labels, course.stages.get(0));
        }
    }

    private static void requireEnd(List<FiniteAgent> agents, Labels labels, PivotStage stage) {
        BitSet ends = SeasonEnd.ends(stage, labels.states.size(), agents.size());
        SeasonEnd.Stay stay = new SeasonEnd(stage, labels, ends)
                .stay(agents.stream().map(FiniteAgent::name).toList());
        if (stay != null) {
            throw Refusal.of(
                    "a total horizon needs seasons that end whatever is done, and one can go on for ever by "
                            + stay.actions(),
                    "Maybe let each of these end with some probability; what stays at the end must earn nothing.");
        }
    }

    private static void requireFits(PivotStage stage, Labels labels) {
        int states = labels.states.size();
        int actions = labels.actions.size();
        int draws = labels.draws.size();
        if (stage.draws() != draws
                || stage.next().states() != states
                || stage.next().actions() != actions) {
            throw Refusal.of(
                    "a stage of " + stage.next().states() + " states, "
                            + stage.next().actions() + " actions and "
                            + stage.draws() + " draws must match the world's " + states + ", " + actions + " and "
                            + draws,
                    "");
        }
    }

    private static void requireFits(Terminal terminal, List<FiniteAgent> agents, int states) {
        boolean fits = terminal.utilities.size() == agents.size() && terminal.publicUtility.size() == states;
        for (int i = 0; fits && i < agents.size(); i++) {
            fits = terminal.utilities.get(i).size()
                    == states * agents.get(i).types().size();
        }
        if (!fits) {
            throw Refusal.of("terminal utilities must have an entry for each agent, public state and type", "");
        }
    }

    /** Names of the {@code S} public states. */
    public List<String> states() {
        return labels.states;
    }

    /** Names of the {@code A} actions. */
    public List<String> actions() {
        return labels.actions;
    }

    /** Names of the {@code Z} draws. */
    public List<String> draws() {
        return labels.draws;
    }

    /** The distribution of the first public state, shape {@code [S]}. */
    public Reals initial() {
        return course.initial;
    }

    /** One a period if the horizon is finite; else one that repeats. */
    public List<PivotStage> stages() {
        return course.stages;
    }

    /** What the public gets from period {@code t} on whatever is done, discounted to that period. */
    public double commonFrom(int t) {
        if (!isFinite()) {
            double common = course.stages.get(0).common();
            // What ends earns nothing, so that amounts of a total horizon have nothing in common.
            return common == 0 ? 0 : common / (1 - discount());
        }
        BigDecimal sum = BigDecimal.valueOf(course.terminal.common());
        for (PivotStage stage : course.stages.subList(t, course.stages.size())) {
            sum = sum.add(BigDecimal.valueOf(stage.common()));
        }
        return sum.doubleValue();
    }

    /** What is earned when a finite horizon ends. */
    public Terminal terminal() {
        return course.terminal;
    }

    public int agentCount() {
        return agents.size();
    }

    public int stateCount() {
        return labels.states.size();
    }

    /** The numbering of joint private types. */
    public JointTypes profiles() {
        return new JointTypes(agents.stream().map(agent -> agent.types().size()).toList());
    }

    /** The discount per period; 1 where nothing is discounted. */
    public double discount() {
        return course.horizon.discount();
    }

    /** The most periods that a season can take, expected, and discounted where utilities are; at a cost if it is total. */
    public double length() {
        if (isFinite()) {
            return course.stages.size();
        }
        return isTotal() ? SeasonEnd.of(this).longest() : 1 / (1 - discount());
    }

    /** So many periods that what is left of a season weighs, or goes on with a probability of, at most {@code little}. */
    public int periods(double little) {
        if (isFinite()) {
            return course.stages.size();
        }
        return isTotal()
                ? SeasonEnd.of(this).periods(little)
                : 1 + (int) Math.ceil(Math.log(little) / Math.log(discount()));
    }

    /** The public states in which a season of a total horizon is over; none where it is not told by the state. */
    public BitSet ends() {
        return isTotal() ? SeasonEnd.ends(course.stages.get(0), stateCount(), agentCount()) : new BitSet();
    }

    /** Whether seasons end in some public state, after any number of periods. */
    public boolean isTotal() {
        return course.horizon instanceof Horizon.Total;
    }

    public boolean isFinite() {
        return course.horizon instanceof Horizon.Finite;
    }
}
