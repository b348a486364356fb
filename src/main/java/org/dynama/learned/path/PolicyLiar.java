package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
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
 * @param manner how discrete reports follow from their chances
 */
public record PolicyLiar(ReportNetwork network, Leaves leaves, int lanes, Manner manner) implements Liar {
    /** Share of uniform reports while policies learn: lies that need an earlier lie would never be tried without. */
    public static final double EXPLORATION = 0.3;

    /** How discrete reports follow from their chances. */
    public enum Manner {
        /** Drawn, or with {@link #EXPLORATION} any other. */
        EXPLORED,
        /** Drawn. */
        DRAWN,
        /** The likeliest: no mixed policy earns more than its best pure one. */
        LIKELIEST
    }

    @Override
    public Talk begin(World world, Tensors tensors, int rows) {
        return new Encoded(world, tensors, rows / network.policies());
    }

    /** What they say along the paths. */
    private final class Encoded implements Talk {
        private final World world;
        private final Tensors tensors;
        private final @Nullable TypeGrid grid;
        private final int each;
        private final Encoders encoders;

        Encoded(World world, Tensors tensors, int each) {
            this.world = world;
            this.tensors = tensors;
            this.each = each;
            grid = world.types() instanceof Types.Discrete ? new TypeGrid(world) : null;
            encoders = new Encoders(world, tensors, network, leaves, each);
        }

        @Override
        public Said say(NDArray types, int period, Scenario scenario) {
            int d = world.components();
            NDArray own = types.reshape(network.policies(), each, d);
            encoders.see(period, own);
            Said said = grid == null
                    ? new Said(encoders.report(own).reshape(-1, d), tensors.zeros(network.policies() * each, 1))
                    : drawn(grid, encoders.chances(grid, own), scenario.uniform[period][world.agents() * d]);
            encoders.say(said.values());
            return said;
        }

        private Said drawn(TypeGrid grid, NDArray chances, double[] uniform) {
            NDArray followed = switch (manner) {
                case EXPLORED -> tensors.scaled(chances, 1 - EXPLORATION).add(tensors.scalar(EXPLORATION / grid.types));
                case DRAWN -> chances;
                case LIKELIEST -> chances.eq(chances.max(new int[] {2}, true)).toType(DataType.FLOAT64, false);
            };
            DiscreteMovement.Chosen chosen =
                    DiscreteMovement.choose(tensors, followed.reshape(-1, grid.types), uniform, grid.values);
            return new Said(chosen.values(), chosen.score());
        }

        @Override
        public void hear(Heard heard) {
            encoders.hear(heard);
        }
    }
}
