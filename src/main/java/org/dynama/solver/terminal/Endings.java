package org.dynama.solver.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.model.Mdp;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;

/**
 * What every economy of a deterministic, acyclic MDP can end with: everyone's, and each without an agent, who then earns
 * nothing.
 *
 * <p>An ending is a set of state-action pairs that end a run. Endings of a class have one boost. In an economy, endings whose
 * most welfare is the same part of {@link SumMaxima} stand together, since the best boost among them decides: without agent
 * {@code i}, those that differ in what she is given.
 */
public final class Endings {
    private final SumMaxima maxima;
    /** By economy: everyone's, then without agent 0, 1 and so on. */
    private final List<List<Choice>> choices;

    private final int classes;
    private final int agents;
    private final int dimension;

    /**
     * Compiles all economies; costs {@code O(n S A)}.
     *
     * @param mdp deterministic and acyclic, with one initial state
     * @param dimension the largest type dimension
     * @param endingOf by pair, its ending; -1 where it does not end a run
     * @param classOf by ending, its class
     */
    public Endings(Mdp mdp, RewardMap rewards, int dimension, int[] endingOf, int[] classOf) {
        this.dimension = dimension;
        agents = rewards.agents();
        classes = Arrays.stream(classOf).max().orElse(-1) + 1;
        SumParts parts = new SumParts();
        int[][] entering = entering(mdp);
        Stages stages = Stages.of(mdp);
        choices = new ArrayList<>();
        for (int left = -1; left < agents; left++) {
            int[] partOf = new int[mdp.stateCount()];
            for (int k = 0; k < partOf.length; k++) {
                int s = stages.inOrder(k);
                if (entering[s].length > 0) {
                    Set<SumParts.Edge> edges = new LinkedHashSet<>();
                    for (int pair : entering[s]) {
                        edges.add(edge(rewards, pair, partOf[mdp.stateOf(pair)], left));
                    }
                    partOf[s] = parts.part(edges);
                }
            }
            Map<Integer, Set<SumParts.Edge>> ends = new LinkedHashMap<>();
            for (int pair = 0; pair < endingOf.length; pair++) {
                if (endingOf[pair] >= 0) {
                    ends.computeIfAbsent(endingOf[pair], ending -> new LinkedHashSet<>())
                            .add(edge(rewards, pair, partOf[mdp.stateOf(pair)], left));
                }
            }
            choices.add(Choice.of(parts, ends, classOf));
        }
        maxima = parts.maxima();
    }

    /** By state, the pairs that lead to it. */
    private static int[][] entering(Mdp mdp) {
        Transitions transitions = mdp.transitions();
        List<List<Integer>> entering = new ArrayList<>();
        for (int s = 0; s < mdp.stateCount(); s++) {
            entering.add(new ArrayList<>());
        }
        for (int pair = 0; pair < mdp.pairCount(); pair++) {
            for (int k = transitions.begin(pair); k < transitions.end(pair); k++) {
                entering.get(transitions.next(k)).add(pair);
            }
        }
        return entering.stream().map(Choice::ints).toArray(int[][]::new);
    }

    private SumParts.Edge edge(RewardMap rewards, int pair, int from, int left) {
        double constant = 0;
        List<SumParts.Term> terms = new ArrayList<>();
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            if (rewards.agent(m) != left && rewards.component(m) == RewardMap.CONSTANT) {
                constant += rewards.coefficient(m);
            } else if (rewards.agent(m) != left) {
                int row = rewards.agent(m) * dimension + rewards.component(m);
                terms.add(new SumParts.Term(row, rewards.coefficient(m)));
            }
        }
        return new SumParts.Edge(from, constant, terms);
    }

    SumMaxima maxima() {
        return maxima;
    }

    /** The choices of everyone's economy, or without an agent. */
    List<Choice> choices(int economy) {
        return choices.get(economy);
    }

    /** The number of agents {@code n}. */
    public int agents() {
        return agents;
    }

    /** The number of classes. */
    public int classes() {
        return classes;
    }

    /** The largest type dimension. */
    public int dimension() {
        return dimension;
    }
}
