package org.dynama.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.refusal.Refusal;

/**
 * The map from types to rewards, linear in each agent's own type:
 * {@code r_i(s, a) = sum_k coefficient * type_i[k] + constant}.
 *
 * <p>Stored as terms, grouped by state-action pair. A term has an agent, a component of her type (or
 * {@link #CONSTANT}) and a coefficient; pairs without a term earn nothing.
 *
 * <p>In a map by rank the agent of a term is a rank instead: {@code r} stands for whoever has the {@code (r+1)}-largest
 * type, agents who weigh nothing counting as type zero, ties to the lower index.
 */
public final class RewardMap {
    /** The component of a term that does not depend on the type. */
    public static final int CONSTANT = -1;

    private final int agents;
    private final boolean ranked;
    private final int[] offsets;
    private final int[] agent;
    private final int[] component;
    private final double[] coefficient;

    private RewardMap(int agents, boolean ranked, List<List<Term>> terms) {
        this.agents = agents;
        this.ranked = ranked;
        offsets = new int[terms.size() + 1];
        for (int pair = 0; pair < terms.size(); pair++) {
            offsets[pair + 1] = offsets[pair] + terms.get(pair).size();
        }
        agent = new int[offsets[terms.size()]];
        component = new int[agent.length];
        coefficient = new double[agent.length];
        int m = 0;
        for (List<Term> row : terms) {
            for (Term term : row) {
                agent[m] = term.agent;
                component[m] = term.component;
                coefficient[m++] = term.coefficient;
            }
        }
    }

    /** The number of agents {@code n}. */
    public int agents() {
        return agents;
    }

    /** Whether agents are named by rank. */
    public boolean isRanked() {
        return ranked;
    }

    /**
     * Refuses a map by rank, for those who know agents one by one.
     *
     * @param who for people
     */
    public void requireNamed(String who) {
        if (ranked) {
            throw Refusal.of(
                    who + " must know who earns what, and these rewards go by rank",
                    "Maybe spread the mechanism over the whole environment first, by Folding.spread.");
        }
    }

    /** The number of state-action pairs. */
    public int pairs() {
        return offsets.length - 1;
    }

    /** The first term of a pair; {@code end(pair)} is one past its last. */
    public int begin(int pair) {
        return offsets[pair];
    }

    public int end(int pair) {
        return offsets[pair + 1];
    }

    public int agent(int term) {
        return agent[term];
    }

    public int component(int term) {
        return component[term];
    }

    public double coefficient(int term) {
        return coefficient[term];
    }

    /** What agent {@code i} earns at a pair in profile {@code b}. */
    public double reward(int i, int pair, Profiles profiles, int b) {
        requireNamed("an agent's reward");
        double reward = 0;
        for (int m = offsets[pair]; m < offsets[pair + 1]; m++) {
            if (agent[m] == i) {
                reward += coefficient[m] * (component[m] == CONSTANT ? 1 : profiles.type(i, component[m], b));
            }
        }
        return reward;
    }

    /** The same map in which some agents earn nothing. */
    public RewardMap without(BitSet absent) {
        requireNamed("a map without agents");
        Builder builder = new Builder(agents, pairs());
        for (int pair = 0; pair < pairs(); pair++) {
            for (int m = offsets[pair]; m < offsets[pair + 1]; m++) {
                if (!absent.get(agent[m])) {
                    builder.add(pair, agent[m], component[m], coefficient[m]);
                }
            }
        }
        return builder.build();
    }

    /** The same map with every coefficient times {@code 2^exponent}. */
    public RewardMap scaled(int exponent) {
        Builder builder = new Builder(agents, pairs(), ranked);
        for (int pair = 0; pair < pairs(); pair++) {
            for (int m = offsets[pair]; m < offsets[pair + 1]; m++) {
                builder.add(pair, agent[m], component[m], Math.scalb(coefficient[m], exponent));
            }
        }
        return builder.build();
    }

    private record Term(int agent, int component, double coefficient) {}

    /** Collects terms. */
    public static final class Builder {
        private final int agents;
        private final boolean ranked;
        private final List<List<Term>> terms = new ArrayList<>();

        public Builder(int agents, int pairs) {
            this(agents, pairs, false);
        }

        private Builder(int agents, int pairs, boolean ranked) {
            this.agents = agents;
            this.ranked = ranked;
            for (int pair = 0; pair < pairs; pair++) {
                terms.add(new ArrayList<>(1));
            }
        }

        /** Collects the terms of a map by rank: types have one component, to which every term belongs. */
        public static Builder ranked(int agents, int pairs) {
            return new Builder(agents, pairs, true);
        }

        /** Adds {@code coefficient * type_agent[component]} (or the coefficient alone for {@link #CONSTANT}). */
        public Builder add(int pair, int agent, int component, double coefficient) {
            if (!Double.isFinite(coefficient)) {
                throw new Refusal(
                        "coefficient", coefficient, "of pair " + pair + ", agent " + agent + " must be finite", "");
            }
            if (ranked && component != 0) {
                throw new Refusal(
                        "component",
                        component,
                        "of pair " + pair + ", rank " + agent + " must be 0: ranks are those of one number",
                        "");
            }
            terms.get(pair).add(new Term(agent, component, coefficient));
            return this;
        }

        public RewardMap build() {
            return new RewardMap(agents, ranked, terms);
        }
    }
}
