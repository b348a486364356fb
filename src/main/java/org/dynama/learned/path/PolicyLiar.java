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
 * A buyer who lies by report policies.
 *
 * @param network of the policies
 * @param leaves its parameters
 * @param lanes the number of policies
 * @param exploration share of uniform reports among discrete ones
 */
public record PolicyLiar(ReportNetwork network, Leaves leaves, int lanes, double exploration) implements Liar {
    /** While policies learn: lies that need an earlier lie would never be tried without. */
    public static final double EXPLORATION = 0.3;

    @Override
    public Talk begin(World world, Tensors tensors, int buyer, int rows) {
        return new Encoded(world, tensors, buyer, rows / lanes);
    }

    /** What she knows along the paths. */
    private final class Encoded implements Talk {
        private final World world;
        private final Tensors tensors;
        private final @Nullable TypeGrid grid;
        private final int buyer;
        private final int each;
        private NDArray known;
        private NDArray hidden;
        private NDArray last;
        private @Nullable NDArray lastReport;

        Encoded(World world, Tensors tensors, int buyer, int each) {
            this.world = world;
            this.tensors = tensors;
            this.buyer = buyer;
            this.each = each;
            grid = world.types() instanceof Types.Discrete ? new TypeGrid(world) : null;
            known = network.blank(each);
            hidden = network.blank(each);
            int goods = world.buyers() * world.goods();
            last = tensors.of(new double[lanes * each * goods], lanes, each, goods);
        }

        @Override
        public Said say(NDArray types, int period, Scenario scenario) {
            int d = world.components();
            NDArray own = Paths.part(world, types, buyer).reshape(lanes, each, d);
            NDArray before = lastReport == null ? own.zerosLike() : lastReport;
            known = network.publicly(leaves, period, last, known);
            hidden = network.privately(leaves, period, known, own, before, hidden);
            Said said = grid == null
                    ? new Said(
                            network.report(leaves, known, hidden, own).reshape(-1, d), tensors.zeros(lanes * each, 1))
                    : drawn(grid, own, scenario.uniform[period][world.buyers() * d]);
            lastReport = said.values().reshape(lanes, each, d);
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
            last = gets.reshape(lanes, each, -1);
        }
    }
}
