package org.dynama.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Loss;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.refusal.Refusal;

/**
 * A world for which a mechanism is designed.
 *
 * @param name for people
 * @param mdp what the designer controls
 * @param agents {@code n} agents with private types
 * @param rewards what each agent earns, linear in her type
 * @param designer shape {@code [P]}; the designer's own reward per visit
 * @param absence what leaving an agent out means
 * @param losses costs that an objective may minimize; {@link DesignerReward} is added as the last where she has any
 */
public record Environment(
        String name,
        Mdp mdp,
        List<Agent> agents,
        RewardMap rewards,
        Reals designer,
        Absence absence,
        List<Loss> losses) {

    public Environment {
        agents = List.copyOf(agents);
        losses = withDesigner(losses, designer);
        if (agents.isEmpty() || rewards.agents() != agents.size()) {
            throw new Refusal(
                    "agents", agents.size(), "must be at least 1 and match the reward map's " + rewards.agents(), "");
        }
        if (rewards.pairs() != mdp.pairCount() || designer.size() != mdp.pairCount()) {
            throw Refusal.of(
                    "rewards for " + rewards.pairs() + " and designer for " + designer.size()
                            + " state-action pairs must match the MDP's " + mdp.pairCount(),
                    "");
        }
    }

    /** A world in which an absent agent earns nothing, every action stays, and no loss counts. */
    public Environment(String name, Mdp mdp, List<Agent> agents, RewardMap rewards, Reals designer) {
        this(name, mdp, agents, rewards, designer, new Absence.ZeroReward(), List.of());
    }

    private static List<Loss> withDesigner(List<Loss> losses, Reals designer) {
        List<Loss> all = new ArrayList<>(losses);
        all.removeIf(DesignerReward.class::isInstance);
        if (designer.stream().anyMatch(reward -> reward != 0)) {
            all.add(new DesignerReward(designer));
        }
        return List.copyOf(all);
    }

    /** Conventions that decide numbers, for every output. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(List.of(absence.describe()));
        if (mdp.horizon() instanceof Horizon.AverageReward) {
            notes.add("numbers are per period, in the long run");
        }
        if (agentsBearCosts()) {
            notes.add("agents bear costs and are paid: payments to the designer are negative");
        }
        if (losses.stream().anyMatch(DesignerReward.class::isInstance)) {
            notes.add("the designer has rewards of her own: VCG maximizes them together with the agents'");
        }
        for (int i = 0; i < agents.size(); i++) {
            int pair = harmful(i);
            if (pair >= 0) {
                notes.add(agents.get(i).name() + " may lose by taking part: \"" + mdp.pairName(pair)
                        + "\" can cost her something and does not need her");
            }
        }
        return List.copyOf(notes);
    }

    /** Whether a truthful agent keeps at least nothing in every affine maximizer, whatever its weights and boosts. */
    public boolean nobodyLoses() {
        return IntStream.range(0, agents.size()).allMatch(i -> harmful(i) < 0);
    }

    /** The same world under another rule for absent agents. */
    public Environment with(Absence rule) {
        return new Environment(name, mdp, agents, rewards, designer, rule, losses);
    }

    /** The same world with another reward of the designer's, shape {@code [P]}. */
    public Environment withDesigner(Reals reward) {
        return new Environment(name, mdp, agents, rewards, reward, absence, losses);
    }

    /** The first pair that is allowed without agent {@code i} and can earn her less than nothing; -1 without one. */
    private int harmful(int i) {
        if (absence instanceof Absence.WorstType) {
            return -1;
        }
        LeastReward least = new LeastReward(rewards, i, agents.get(i).types());
        for (int pair = 0; pair < rewards.pairs(); pair++) {
            if (absence.isAllowed(i, pair) && least.at(pair) < 0) {
                return pair;
            }
        }
        return -1;
    }

    private boolean agentsBearCosts() {
        int terms = rewards.end(rewards.pairs() - 1);
        return terms > 0
                && IntStream.range(0, terms).allMatch(m -> {
                    int k = rewards.component(m);
                    return rewards.coefficient(m) <= 0
                            && (k < 0 || agents.get(rewards.agent(m)).types().low(k) >= 0);
                });
    }

    /** The same world in which some agents earn nothing, whatever their types. */
    public Environment without(BitSet absent) {
        return absent.isEmpty()
                ? this
                : new Environment(name, mdp, agents, rewards.without(absent), designer, absence, losses);
    }

    /**
     * The same world in which all money is {@code 2^exponent} times as much: what agents and designer earn, what the absent
     * still count with, and losses, which objectives weigh against these. Types stay, so profiles do, too.
     */
    public Environment scaled(int exponent) {
        return exponent == 0
                ? this
                : new Environment(
                        name,
                        mdp,
                        agents,
                        rewards.scaled(exponent),
                        designer.scaled(exponent),
                        absence.scaled(exponent),
                        losses.stream()
                                .filter(loss -> !(loss instanceof DesignerReward))
                                .map(loss -> loss.scaled(Math.scalb(1.0, exponent)))
                                .toList());
    }

    public int agentCount() {
        return agents.size();
    }

    /** The largest type dimension {@code d}. */
    public int dimension() {
        return agents.stream()
                .mapToInt(agent -> agent.types().dimension())
                .max()
                .orElseThrow();
    }
}
