package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.jspecify.annotations.Nullable;

/**
 * Agents who lie by report policies.
 *
 * @param network of the policies of all agents, side by side: the first of each, the second of each
 * @param leaves its parameters
 * @param lanes the number of policies of each
 * @param exploration share of uniform reports among discrete ones
 */
public record PolicyLiar(ReportNetwork network, Leaves leaves, int lanes, double exploration) implements Liar {
    /** While policies learn: lies that need an earlier lie would never be tried without. */
    public static final double EXPLORATION = 0.3;

    @Override
    public Talk begin(World world, Tensors tensors, int rows) {
        return new Encoded(world, tensors, rows / network.policies());
    }

    /** What they know along the paths. */
    private final class Encoded implements Talk {
        private final World world;
        private final Tensors tensors;
        private final @Nullable TypeGrid grid;
        private final int each;
        private NDArray known;
        private NDArray hidden;
        private NDArray last;
        private @Nullable NDArray lastReport;

        Encoded(World world, Tensors tensors, int each) {
            this.world = world;
            this.tensors = tensors;
            this.each = each;
            grid = world.types() instanceof Types.Discrete ? new TypeGrid(world) : null;
            known = network.blank(each);
            hidden = network.blank(each);
            int goods = world.agents() * world.goods();
            last = tensors.of(new double[network.policies() * each * goods], network.policies(), each, goods);
        }

        @Override
        public Said say(NDArray types, int period, Scenario scenario) {
            int d = world.components();
            NDArray own = types.reshape(network.policies(), each, d);
            NDArray before = lastReport == null ? own.zerosLike() : lastReport;
            known = network.publicly(leaves, period, last, known);
            hidden = network.privately(leaves, period, known, own, before, hidden);
            Said said = grid == null
                    ? new Said(
                            network.report(leaves, known, hidden, own).reshape(-1, d),
                            tensors.zeros(network.policies() * each, 1))
                    : drawn(grid, own, scenario.uniform[period][world.agents() * d]);
            lastReport = said.values().reshape(network.policies(), each, d);
            return said;
        }

        private Said drawn(TypeGrid grid, NDArray own, double[] uniform) {
            NDArray truth = DiscreteMovement.oneHot(tensors, grid, own);
            NDArray chances = network.reports(leaves, known, hidden, own, truth);
            if (exploration > 0) {
                chances = tensors.scaled(chances, 1 - exploration).add(tensors.scalar(exploration / grid.types));
            }
            DiscreteMovement.Chosen chosen =
                    DiscreteMovement.choose(tensors, chances.reshape(-1, grid.types), uniform, grid.values);
            return new Said(chosen.values(), chosen.score());
        }

        @Override
        public void hear(NDArray reports, NDArray gets) {
            last = gets.reshape(network.policies(), each, -1);
        }
    }
}
