package org.dynama.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.model.Agent;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.TypeDistribution;
import org.dynama.refusal.Refusal;

/**
 * Tasks assigned one after the other, each to one of the workers, who bear its cost and are paid for it.
 *
 * <p>One task a round, in fixed order; a state is who got each past task, {@code S = sum_{t < tasks} n^t}; action
 * {@code i} gives the task to worker {@code i}. A type is a worker's cost of each task, independent U[0, high]; her
 * reward is minus the cost. Payments are negative: the designer pays the workers.
 *
 * @see <a href="https://arxiv.org/abs/2402.08129">Curry et al. (2024), Section 5, task scheduling</a>
 */
public final class TaskScheduling {
    private static final double HIGH = 3;

    private TaskScheduling() {}

    /** How the makespan counts: as the published tables do, or with loads that never fall below zero. */
    public enum LoadRule {
        PUBLISHED,
        QUEUE
    }

    /** Upper bounds 3 for every worker. */
    public static Reals uniformBounds(int workers) {
        return Reals.filled(workers, HIGH);
    }

    /** Upper bounds 3, 6, ..., 3n. */
    public static Reals asymmetricBounds(int workers) {
        double[] high = new double[workers];
        for (int i = 0; i < workers; i++) {
            high[i] = HIGH * (i + 1);
        }
        return Reals.of(high);
    }

    /** Left-out workers masked. */
    public static Environment of(Reals high, int tasks, LoadRule rule) {
        return of(uniform(high, tasks), tasks, rule);
    }

    /**
     * Costs of any distribution; left-out workers masked.
     *
     * @param types of each worker, a number for each task
     */
    public static Environment of(List<? extends TypeDistribution> types, int tasks, LoadRule rule) {
        return build(types, tasks, rule, Double.NaN);
    }

    /** Left-out workers stay with a cost for every task; see {@link Absence.Retyped}. */
    public static Environment retyped(Reals high, int tasks, LoadRule rule, double leftOutCost) {
        return retyped(uniform(high, tasks), tasks, rule, leftOutCost);
    }

    /** Likewise, with costs of any distribution: a number for each task. */
    public static Environment retyped(
            List<? extends TypeDistribution> types, int tasks, LoadRule rule, double leftOutCost) {
        if (!Double.isFinite(leftOutCost)) {
            throw new Refusal("cost", leftOutCost, "must be finite", "");
        }
        return build(types, tasks, rule, leftOutCost);
    }

    private static void requireSome(int workers, int tasks) {
        if (workers < 2 || tasks < 1) {
            throw Refusal.of(
                    "agents = " + workers + " must be at least 2 and tasks = " + tasks
                            + " at least 1: without a second worker nobody could replace the first",
                    "Maybe 2 agents and 4 tasks.");
        }
    }

    private static List<TypeDistribution.Uniform> uniform(Reals high, int tasks) {
        requireSome(high.size(), tasks);
        SequentialSales.agents(high);
        return high.stream()
                .mapToObj(each -> new TypeDistribution.Uniform(Reals.filled(tasks, 0), Reals.filled(tasks, each)))
                .toList();
    }

    private static Environment build(
            List<? extends TypeDistribution> types, int tasks, LoadRule rule, double leftOutCost) {
        int n = types.size();
        requireSome(n, tasks);
        List<int[]> histories = HistoryTree.of(n, tasks);
        List<Agent> agents = new ArrayList<>();
        List<String> actions = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            agents.add(new Agent("worker " + (i + 1), types.get(i)));
            actions.add("assign to worker " + (i + 1));
        }
        Mdp mdp = new Mdp(
                histories.stream()
                        .map(history -> HistoryTree.describe(history, "task", k -> "worker " + (k + 1)))
                        .toList(),
                actions,
                HistoryTree.transitions(histories, n, tasks),
                HistoryTree.initial(histories),
                new Horizon.Finite());
        List<BitSet> works = works(histories.size(), n);
        Absence absence =
                Double.isNaN(leftOutCost) ? new Absence.Masked(works) : new Absence.Retyped(works, leftOutCost);
        return new Environment(
                "scheduling of " + tasks + (tasks == 1 ? " task" : " tasks") + " among " + n + " workers",
                mdp,
                agents,
                rewards(histories, n),
                Reals.filled(mdp.pairCount(), 0),
                absence,
                List.of(new Makespan(histories, n, tasks, rule == LoadRule.QUEUE)));
    }

    private static List<BitSet> works(int states, int workers) {
        List<BitSet> works = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            BitSet pairs = new BitSet();
            for (int s = 0; s < states; s++) {
                pairs.set(s * workers + i);
            }
            works.add(pairs);
        }
        return works;
    }

    private static RewardMap rewards(List<int[]> histories, int workers) {
        RewardMap.Builder builder = new RewardMap.Builder(workers, histories.size() * workers);
        for (int s = 0; s < histories.size(); s++) {
            for (int i = 0; i < workers; i++) {
                builder.add(s * workers + i, i, histories.get(s).length, -1);
            }
        }
        return builder.build();
    }
}
