package org.dynama.bench;

import java.util.List;
import java.util.stream.Stream;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Settings;

/**
 * What is measured: every combination of these.
 *
 * @param families of graphs
 * @param trees sizes such as {@code 8x5} for 8 agents and 5 items, measured instead of the families if there are any
 * @param exchangeable whether trees are those of sales by rank, as searches with optimizer.exchangeable use them
 * @param largest state-action pairs of a family's largest problem
 * @param device AUTO for the CPU, and a GPU where there is one
 * @param precisions of tensors; the kernel computes in float64
 * @param threads each at least 1
 * @param profiles batches; a batch that takes longer than {@code seconds} is cut
 * @param seconds per figure
 * @param memoryBytes what tables may take; 0 for the default
 */
public record BenchPlan(
        List<BenchFamily> families,
        List<String> trees,
        boolean exchangeable,
        int largest,
        Settings.Device device,
        List<Settings.Precision> precisions,
        List<Integer> threads,
        List<Integer> profiles,
        double seconds,
        long memoryBytes) {

    public BenchPlan {
        families = List.copyOf(families);
        trees = List.copyOf(trees);
        trees.forEach(
                size -> require(size.matches("[1-9]\\d?x[1-9]"), "--tree " + size + " must be AGENTSxITEMS", "8x5"));
        precisions = List.copyOf(precisions);
        threads = List.copyOf(threads);
        profiles = List.copyOf(profiles);
        threads.forEach(count -> require(count >= 1, "--threads " + count + " must be at least 1", "1,2"));
        profiles.forEach(count -> require(count >= 1, "--profiles " + count + " must be at least 1", "128,19968"));
        require(seconds > 0 && seconds < 3600, "--seconds " + seconds + " must be positive", "1");
    }

    /** From small to large; made one by one, since the large ones take seconds. */
    Stream<BenchProblem> problems() {
        return trees.isEmpty()
                ? families.stream()
                        .flatMap(family ->
                                BenchProblem.of(family, exchangeable).takeWhile(problem -> problem.pairs() <= largest))
                : trees.stream().map(size -> BenchProblem.tree(size, exchangeable));
    }

    private static void require(boolean holds, String rule, String example) {
        if (!holds) {
            throw Refusal.of(rule, "Maybe " + example + ".");
        }
    }
}
