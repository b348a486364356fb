package org.dynama.learned.history;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.ReportNetwork;
import org.dynama.learned.network.Tensors;
import org.dynama.refusal.Entries;

/** One agent's report policies at every public history and every path of her own true types. */
public final class EnumeratedReports {
    private final Histories histories;
    private final TypeGrid grid;
    private final ReportNetwork network;
    private final int policies;
    /** Per period, shape {@code [1, N, n d]}: all agents' last reports. */
    private final List<NDArray> last = new ArrayList<>();
    /** Per period, shape {@code [1, N G R, d]}: her type. */
    private final List<NDArray> own = new ArrayList<>();
    /** Per period, shape {@code [1, N G R, d]}: her last report. */
    private final List<NDArray> lastReport = new ArrayList<>();
    /** Per period, shape {@code [1, N G R, R]}: her type, one-hot. */
    private final List<NDArray> truth = new ArrayList<>();

    public EnumeratedReports(Histories histories, Tensors tensors, ReportNetwork network, int policies, int agent) {
        this.histories = histories;
        this.network = network;
        this.policies = policies;
        grid = histories.grid;
        for (int t = 0; t < histories.nodes.length; t++) {
            last.add(histories.last(tensors, t));
            int paths = TypeGrid.power(grid.types, t);
            int rows = Entries.of("reports", "Maybe fewer types or periods.", histories.nodes[t], paths, grid.types);
            double[] types = new double[rows * grid.d];
            double[] reports = new double[rows * grid.d];
            double[] ones = new double[Entries.of("reports", "Maybe fewer types or periods.", rows, grid.types)];
            for (int row = 0; row < rows; row++) {
                int v = row % grid.types;
                int node = row / grid.types / paths;
                System.arraycopy(grid.values[v], 0, types, row * grid.d, grid.d);
                ones[row * grid.types + v] = 1;
                if (t > 0) {
                    int reported = grid.type(node / histories.outcomes % grid.profiles(), agent);
                    System.arraycopy(grid.values[reported], 0, reports, row * grid.d, grid.d);
                }
            }
            own.add(tensors.constant(types, 1, rows, grid.d));
            lastReport.add(tensors.constant(reports, 1, rows, grid.d));
            truth.add(tensors.constant(ones, 1, rows, grid.types));
        }
    }

    /** Per period, shape {@code [K, N, R(report), G, R(type)]}. */
    public List<NDArray> reports(Leaves leaves, List<Stage> stages) {
        List<NDArray> reports = new ArrayList<>();
        NDArray known = network.blank(1);
        NDArray hidden = network.blank(grid.types);
        for (int t = 0; t < stages.size(); t++) {
            long nodes = histories.nodes[t];
            int children = t == 0 ? 1 : grid.profiles() * histories.outcomes;
            long paths = TypeGrid.power(grid.types, t);
            known = network.publicly(
                    leaves,
                    t,
                    stages.get(t).last().expandDims(0),
                    last.get(t),
                    stages.get(t).paid().expandDims(0),
                    known.repeat(1, children));
            NDArray seen = spread(known, nodes, paths * grid.types);
            NDArray before = t == 0 ? hidden : children(hidden, nodes / children, children, paths);
            hidden = network.privately(leaves, t, seen, own.get(t), lastReport.get(t), before);
            reports.add(network.reports(leaves, seen, hidden, own.get(t), truth.get(t))
                    .reshape(policies, nodes, paths, grid.types, grid.types)
                    .transpose(0, 1, 4, 2, 3));
        }
        return reports;
    }

    /** Each of N rows for so many own types. */
    private NDArray spread(NDArray known, long nodes, long each) {
        long width = known.getShape().get(2);
        return known.reshape(policies, nodes, 1, width)
                .broadcast(new Shape(policies, nodes, each, width))
                .reshape(policies, nodes * each, width);
    }

    /** A parent's state, by her path up to it, for every child and every next type. */
    private NDArray children(NDArray hidden, long parents, long children, long paths) {
        long types = grid.types;
        long width = hidden.getShape().get(2);
        return hidden.reshape(policies, parents, 1, paths, 1, width)
                .broadcast(new Shape(policies, parents, children, paths, types, width))
                .reshape(policies, parents * children * paths * types, width);
    }
}
