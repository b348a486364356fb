package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.dynama.learned.history.Replies;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/**
 * A buyer who lies by tables of best replies, one a lane.
 *
 * @param replies of that buyer
 */
public record TableLiar(List<Replies> replies) implements Liar {
    public TableLiar {
        replies = List.copyOf(replies);
    }

    @Override
    public int lanes() {
        return replies.size();
    }

    @Override
    public Talk begin(World world, Tensors tensors, int buyer, int rows) {
        return new Looked(world, tensors, buyer, rows);
    }

    /** The public history of each path. */
    private final class Looked implements Talk {
        private final World world;
        private final Tensors tensors;
        private final TypeGrid grid;
        private final int buyer;
        private final int[] nodes;

        Looked(World world, Tensors tensors, int buyer, int rows) {
            this.world = world;
            this.tensors = tensors;
            this.buyer = buyer;
            grid = new TypeGrid(world);
            nodes = new int[rows];
        }

        @Override
        public Said say(NDArray types, int period, Scenario scenario) {
            int d = grid.d;
            int each = nodes.length / replies.size();
            double[] all = types.toDoubleArray();
            double[] said = new double[nodes.length * d];
            for (int row = 0; row < nodes.length; row++) {
                int type = grid.type(all, (row * grid.n + buyer) * d);
                int report = replies.get(row / each).report(period, nodes[row], type);
                System.arraycopy(grid.values[report], 0, said, row * d, d);
            }
            return new Said(tensors.of(said, nodes.length, d), tensors.zeros(nodes.length, 1));
        }

        @Override
        public void hear(NDArray reports, NDArray gets) {
            double[] said = reports.toDoubleArray();
            double[] got = world.allocation() == World.Allocation.LOTTERY ? gets.toDoubleArray() : new double[0];
            for (int row = 0; row < nodes.length; row++) {
                int node = nodes[row];
                for (int i = 0; i < grid.n; i++) {
                    node = node * grid.types + grid.type(said, (row * grid.n + i) * grid.d);
                }
                for (int j = 0; j < world.goods() && got.length > 0; j++) {
                    node = node * (grid.n + 1) + winner(got, row, j);
                }
                nodes[row] = node;
            }
        }

        /** As {@link org.dynama.learned.history.Histories} counts draws: the buyer, or n for nobody. */
        private int winner(double[] got, int row, int good) {
            for (int i = 0; i < grid.n; i++) {
                if (got[(row * grid.n + i) * world.goods() + good] > 0) {
                    return i;
                }
            }
            return grid.n;
        }
    }
}
