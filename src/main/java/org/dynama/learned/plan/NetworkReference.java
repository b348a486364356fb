package org.dynama.learned.plan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.dynama.learned.network.Leaves;
import org.dynama.learned.network.MechanismNetwork;
import org.dynama.learned.network.MechanismNetwork.Past;
import org.dynama.learned.network.Tensors;
import org.dynama.learned.world.World;
import org.dynama.model.Reals;

/** What a network allocates at each history of a tree. */
final class NetworkReference implements PlanTree.Reference, AutoCloseable {
    private final World world;
    private final boolean shared;
    private final Tensors tensors = new Tensors();
    private final MechanismNetwork network;
    private final Reals parameters;
    /** What the network remembers of the period before, after each profile of reports. */
    private List<PlanBranch> before = List.of();

    private double[] weighted = new double[0];
    private double[] weight = new double[0];

    /**
     * A network's plan.
     *
     * @param world that it was trained in, counted in its unit
     * @param shared whether its allocations are shares, not chances
     */
    NetworkReference(World world, boolean shared, int width, Reals parameters) {
        this.world = world;
        this.shared = shared;
        this.parameters = parameters;
        network = new MechanismNetwork(world, tensors, width);
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    @Override
    public List<double[]> allocations(List<PlanBranch> branches) {
        int n = world.agents();
        int rows = branches.size();
        double[] reports = new double[rows * n];
        double[] memory = new double[rows * n];
        double[] types = world.types().match(discrete -> discrete.values().toArray(), interval -> new double[0]);
        for (int b = 0; b < rows; b++) {
            for (int i = 0; i < n; i++) {
                reports[b * n + i] = types[branches.get(b).profile[i]];
                memory[b * n + i] = branches.get(b).node.memory.get(i).toDouble();
            }
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Leaves leaves = new Leaves(tensors, network.layout(), parameters.toArray(), false);
            NDArray reported = tensors.of(reports, rows, n);
            Past past = past(branches);
            double[] all = network.decide(leaves, reported, tensors.of(memory, rows, n), past)
                    .allocation()
                    .toDoubleArray();
            Past next = network.remember(leaves, past, reported, branches.get(0).node.period);
            before = branches;
            weighted = next.weighted().toDoubleArray();
            weight = next.weight().toDoubleArray();
            List<double[]> allocations = new ArrayList<>();
            for (int b = 0; b < rows; b++) {
                double[] one = new double[n];
                System.arraycopy(all, b * (n + 1), one, 0, n);
                allocations.add(one);
            }
            return allocations;
        }
    }

    private Past past(List<PlanBranch> branches) {
        Past nothing = network.nothing(branches.size());
        if (before.isEmpty()) {
            return nothing;
        }
        IdentityHashMap<PlanBranch, Integer> places = new IdentityHashMap<>();
        for (int b = 0; b < before.size(); b++) {
            places.put(before.get(b), b);
        }
        int[] parents = branches.stream()
                .mapToInt(branch -> places.get(branch.node.parent))
                .toArray();
        return new Past(rows(weighted, parents), rows(weight, parents));
    }

    private NDArray rows(double[] all, int[] parents) {
        int wide = all.length / before.size();
        double[] rows = new double[parents.length * wide];
        for (int b = 0; b < parents.length; b++) {
            System.arraycopy(all, parents[b] * wide, rows, b * wide, wide);
        }
        return tensors.of(rows, parents.length, wide);
    }

    @Override
    public void close() {
        tensors.close();
    }
}
