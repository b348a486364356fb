package org.dynama.bench;

import java.util.List;
import java.util.stream.Stream;
import org.dynama.model.Horizon;
import org.dynama.model.Reals;
import org.dynama.model.Stages;
import org.dynama.solver.Regularizer;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;

/**
 * A world that is solved for its speed.
 *
 * @param name for people
 * @param family what its graph is
 */
record BenchProblem(String name, BenchFamily family, Environment environment) {
    /** A program's time grows with the square of its pairs: here it is a tenth of a second. */
    private static final int MOST_PAIRS_OF_A_PROGRAM = 2000;

    /** From small to large; made when asked for, since the large ones take seconds. */
    static Stream<BenchProblem> of(BenchFamily family, boolean exchangeable) {
        return switch (family) {
            case TREES ->
                Stream.of(List.of(3, 2), List.of(3, 3), List.of(5, 3), List.of(8, 4), List.of(8, 5), List.of(10, 5))
                        .map(size -> tree(size.get(0), size.get(1), exchangeable));
            case GRIDS -> Stream.of(3, 4, 5, 8, 16).map(BenchProblem::grid);
            case GRAPHS -> Stream.of(List.of(5, 10), List.of(8, 60)).map(size -> graph(size.get(0), size.get(1)));
        };
    }

    static BenchProblem tree(int agents, int items, boolean exchangeable) {
        return new BenchProblem(
                "tree " + agents + " agents, " + items + " items" + (exchangeable ? ", by rank" : ""),
                BenchFamily.TREES,
                exchangeable
                        ? SequentialSales.ranked(SequentialSales.agents(Reals.filled(agents, 1)), items)
                        : SequentialSales.uniform(agents, items));
    }

    private static BenchProblem grid(int size) {
        return new BenchProblem("grid " + size + " x " + size, BenchFamily.GRIDS, Gridworld.torus(5, size));
    }

    private static BenchProblem graph(int layers, int width) {
        return new BenchProblem(
                "graph " + layers + " layers of " + width, BenchFamily.GRAPHS, RandomGraph.of(1, 4, layers, width, 6));
    }

    int pairs() {
        return environment.mdp().pairCount();
    }

    /** Whether linear programs are worth measuring: they know agents one by one. */
    boolean hasPrograms() {
        return pairs() <= MOST_PAIRS_OF_A_PROGRAM && !environment.rewards().isRanked();
    }

    boolean isDiscounted() {
        return environment.mdp().horizon() instanceof Horizon.Discounted;
    }

    /** The entropies that the solvers admit, joint entropy first. */
    static List<Regularizer> regularizers(Environment environment, double temperature) {
        Regularizer conditional = new Regularizer.ConditionalEntropy(temperature);
        boolean joint = environment.mdp().horizon() instanceof Horizon.Discounted
                || Stages.of(environment.mdp()).isUniformTree();
        return joint ? List.of(new Regularizer.JointEntropy(temperature), conditional) : List.of(conditional);
    }
}
