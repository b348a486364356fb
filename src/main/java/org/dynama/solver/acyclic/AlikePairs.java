package org.dynama.solver.acyclic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.RewardMap;
import org.dynama.solver.kernel.Kernel;

/**
 * Groups of a state's pairs that end the run and whose rewards depend on types alike, or not at all: whatever the boosts and
 * weights, what they are worth differs by numbers, so one row of weights serves them all. Any other pair is a group of its own.
 * Groups are numbered state by state.
 */
final class AlikePairs {
    /** By group, ascending. */
    final int[][] members;
    /** By state and one past the last. */
    final int[] first;
    /** By pair. */
    final int[] group;

    private AlikePairs(Kernel solver, boolean isMerged) {
        group = new int[solver.mdp.pairCount()];
        first = new int[solver.states + 1];
        List<List<Integer>> found = new ArrayList<>();
        for (int s = 0; s < solver.states; s++) {
            Map<List<Number>, Integer> known = new HashMap<>();
            for (int p = solver.mdp.firstPair(s); p < solver.mdp.endPair(s); p++) {
                boolean ends = isMerged && solver.successor(p) == solver.states;
                Integer at = ends ? known.putIfAbsent(terms(solver.rewards, p), found.size()) : null;
                group[p] = at == null ? found.size() : at;
                if (at == null) {
                    found.add(new ArrayList<>(1));
                }
                found.get(group[p]).add(p);
            }
            first[s + 1] = found.size();
        }
        members = found.stream()
                .map(some -> some.stream().mapToInt(p -> p).toArray())
                .toArray(int[][]::new);
    }

    /** What of a pair's reward depends on types. */
    private static List<Number> terms(RewardMap rewards, int p) {
        List<Number> terms = new ArrayList<>();
        for (int m = rewards.begin(p); m < rewards.end(p); m++) {
            if (rewards.component(m) != RewardMap.CONSTANT) {
                terms.addAll(List.of(rewards.agent(m), rewards.component(m), rewards.coefficient(m)));
            }
        }
        return terms;
    }

    /** Whether a group has several pairs. */
    boolean isShared(int g) {
        return members[g].length > 1;
    }

    /** A pair of a group: the lowest. */
    int leader(int g) {
        return members[g][0];
    }

    /** Of the whole MDP. */
    static AlikePairs of(Kernel solver) {
        return new AlikePairs(solver, true);
    }

    /** Every pair alone. */
    static AlikePairs alone(Kernel solver) {
        return new AlikePairs(solver, false);
    }
}
