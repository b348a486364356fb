package org.dynama.bench;

import java.util.List;
import java.util.stream.Stream;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Settings;

/**
 * What is measured: every combination of these.
 *
 * @param threads each at least 1
 * @param profiles batches; a batch that takes longer than {@code seconds} is cut
 * @param seconds per figure
 */
public record BenchPlan(Worlds worlds, Machine machine, List<Integer> threads, List<Integer> profiles, double seconds) {
    /** Kinds of graphs whose solvers are measured. */
    public enum Family {
        /** History trees of sequential sales. */
        TREES,
        /** Gridworlds on a torus, discounted. */
        GRIDS,
        /** Random acyclic graphs with chance moves. */
        GRAPHS
    }

    /**
     * What is solved.
     *
     * @param trees sizes such as {@code 8x5} for 8 agents and 5 items, instead of the families if there are any
     * @param exchangeable whether trees are those of sales by rank, as searches with optimizer.exchangeable use them
     * @param largest state-action pairs of a family's largest problem
     */
    public record Worlds(List<Family> families, List<String> trees, boolean exchangeable, int largest) {
        public Worlds {
            trees.forEach(size ->
                    require(size.matches("[1-9]\\d?x[1-9]"), "--tree " + size + " must be AGENTSxITEMS", "8x5"));
        }

        /** From small to large; made one by one, since the large ones take seconds. */
        Stream<BenchProblem> problems() {
            return trees.isEmpty()
                    ? families.stream().flatMap(this::problems)
                    : trees.stream().map(size -> BenchProblem.tree(size, exchangeable));
        }

        private Stream<BenchProblem> problems(Family family) {
            return BenchProblem.of(family, exchangeable).takeWhile(problem -> problem.pairs() <= largest);
        }
    }

    /**
     * What solves.
     *
     * @param device AUTO for the CPU, and a GPU where there is one
     * @param precisions of tensors; the kernel computes in float64
     * @param memoryBytes what tables may take; 0 for the default
     */
    public record Machine(Settings.Device device, List<Settings.Precision> precisions, long memoryBytes) {
        Settings settings(Settings.Device where, int threads, Settings.Precision precision) {
            return new Settings(where, precision, threads, memoryBytes);
        }

        /** In each precision. */
        Stream<Settings> tensors(Settings.Device where, int threads) {
            return precisions.stream().map(precision -> settings(where, threads, precision));
        }
    }

    public BenchPlan {
        threads.forEach(count -> require(count >= 1, "--threads " + count + " must be at least 1", "1,2"));
        profiles.forEach(count -> require(count >= 1, "--profiles " + count + " must be at least 1", "128,19968"));
        require(seconds > 0 && seconds < 3600, "--seconds " + seconds + " must be positive", "1");
    }

    private static void require(boolean holds, String rule, String example) {
        if (!holds) {
            throw Refusal.of(rule, "Maybe " + example + ".");
        }
    }
}
