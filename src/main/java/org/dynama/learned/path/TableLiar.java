package org.dynama.learned.path;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.dynama.learned.history.Replies;
import org.dynama.learned.history.TypeGrid;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;

/**
 * Agents who lie by tables of best replies.
 *
 * @param replies per lane, per agent
 */
public record TableLiar(List<List<Replies>> replies) implements Liar {
    public TableLiar {
        replies = replies.stream().map(List::copyOf).toList();
    }

    @Override
    public int lanes() {
        return replies.size();
    }

    @Override
    public Talk begin(World world, Tensors tensors, int rows) {
        return new Looked(world, tensors, rows);
    }

    /** The public history of each path. */
    private final class Looked implements Talk {
        private final World world;
        private final Tensors tensors;
        private final TypeGrid grid;
        private final int[] nodes;

        Looked(World world, Tensors tensors, int rows) {
            this.world = world;
            this.tensors = tensors;
            grid = new TypeGrid(world);
            nodes = new int[rows];
        }

        @Override
        public Said say(NDArray own, int period, Scenario scenario) {
            int d = grid.d;
            int agents = replies.get(0).size();
            int each = nodes.length / replies.size() / agents;
            double[] types = own.toDoubleArray();
            double[] said = new double[nodes.length * d];
            for (int row = 0; row < nodes.length; row++) {
                Replies table = replies.get(row / each / agents).get(row / each % agents);
                int report = table.report(period, nodes[row], grid.type(types, row * d));
                System.arraycopy(grid.values[report], 0, said, row * d, d);
            }
            return new Said(tensors.of(said, nodes.length, d), tensors.zeros(nodes.length, 1));
        }

        @Override
        public void hear(Heard heard) {
            double[] said = heard.reports().toDoubleArray();
            double[] got = world.allocation().isDrawn() ? heard.gets().toDoubleArray() : new double[0];
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

        /** As {@link org.dynama.learned.history.Histories} counts draws: the agent, or n for nobody. */
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
