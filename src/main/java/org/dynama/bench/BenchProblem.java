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
 */
record BenchProblem(String name, Environment environment) {
    /** Where a program takes some milliseconds. */
    private static final int MOST_PAIRS_OF_A_PROGRAM = 50_000;

    /** From small to large; made when asked for, since the large ones take seconds. */
    static Stream<BenchProblem> of(BenchPlan.Family family, boolean exchangeable) {
        return switch (family) {
            case TREES -> Stream.of("3x2", "3x3", "5x3", "8x4", "8x5", "10x5").map(size -> tree(size, exchangeable));
            case GRIDS ->
                Stream.of(3, 4, 5, 8, 16)
                        .map(size -> new BenchProblem("grid " + size + " x " + size, Gridworld.torus(5, size)));
            case GRAPHS -> Stream.of(List.of(5, 10), List.of(8, 60)).map(size -> graph(size.get(0), size.get(1)));
        };
    }

    /** A tree of a size such as {@code 8x5}, for 8 agents and 5 items. */
    static BenchProblem tree(String size, boolean exchangeable) {
        int agents = Integer.parseInt(size.substring(0, size.indexOf('x')));
        int items = Integer.parseInt(size.substring(size.indexOf('x') + 1));
        return new BenchProblem(
                "tree " + agents + " agents, " + items + " items" + (exchangeable ? ", by rank" : ""),
                exchangeable
                        ? SequentialSales.ranked(SequentialSales.agents(Reals.filled(agents, 1)), items)
                        : SequentialSales.uniform(agents, items));
    }

    private static BenchProblem graph(int layers, int width) {
        return new BenchProblem("graph " + layers + " layers of " + width, RandomGraph.of(1, 4, layers, width, 6));
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
        boolean joint = !(environment.mdp().horizon() instanceof Horizon.Finite)
                || Stages.of(environment.mdp()).isUniformTree();
        return joint ? List.of(new Regularizer.JointEntropy(temperature), conditional) : List.of(conditional);
    }
}
