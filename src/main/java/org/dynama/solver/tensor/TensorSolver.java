package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.Settings;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.StageTemperatures;
import org.jspecify.annotations.Nullable;

/**
 * Batches as tensors, a stage at a time, batch last, on the CPU or a GPU, in float64 or float32.
 *
 * <p>A welfare crosses to the device once, types once a batch; back come values, sums and inner products. Costs
 * {@code O(B (S A n d + entries))} time: on a CPU the plain Java kernel is faster where rewards have few terms.
 */
public final class TensorSolver implements OccupancySolver {
    /** More welfares than a batch of economies has; past it the cache of uploaded ones is emptied. */
    private static final int CACHED = 64;

    /** Longer batches fall out of a CPU's cache: 30,000 at once took 1.8 times as long as six times 5,000. */
    private static final int CPU_BATCH = 5_000 / Profiles.BLOCK * Profiles.BLOCK;

    private final Mdp mdp;
    private final RewardMap rewards;
    private final int dimension;
    private final TensorDevice device;
    private final NDManager manager;
    private final Stages stages;
    private final TensorSweeps sweeps;
    private final TensorRewards earnings;
    private final int capacity;
    private final IdentityHashMap<AffineWelfare, TensorWelfare> welfares = new IdentityHashMap<>();
    private final Map<Regularizer, TensorTemperatures> temperatures = new HashMap<>();
    private @Nullable Profiles loaded;
    private @Nullable NDArray types;

    public TensorSolver(Mdp mdp, RewardMap rewards, int dimension, TensorDevice device, long memoryBytes) {
        this.mdp = mdp;
        this.rewards = rewards;
        this.dimension = dimension;
        this.device = device;
        stages = Stages.of(mdp);
        capacity = capacity(memoryBytes);
        manager = device.newManager();
        List<TensorStage> laidOut = TensorGraph.stages(device, manager, mdp, stages);
        sweeps = new TensorSweeps(laidOut);
        earnings = new TensorRewards(device, manager, laidOut, rewards, dimension);
    }

    /**
     * At most four tables of all pairs live at a time (a hard solution, a policy with its occupancies, sensitivities),
     * and some six of the largest stage's pairs while a sweep is at it.
     */
    private int capacity(long memoryBytes) {
        int[] perStage = new int[stages.count()];
        for (int s = 0; s < mdp.stateCount(); s++) {
            perStage[stages.of(s)]++;
        }
        long largest = Arrays.stream(perStage).max().orElseThrow();
        long numbers = (4L * mdp.stateCount() + 6 * largest) * mdp.actionCount()
                + 2L * mdp.stateCount()
                + 2L * rewards.agents() * dimension;
        long block = numbers * device.type().getNumOfBytes() * Profiles.BLOCK;
        long blocks = Settings.fit(
                memoryBytes,
                block,
                "one block of " + Profiles.BLOCK + " profiles on " + mdp.pairCount() + " state-action pairs",
                "Maybe raise memory, use FLOAT32, fewer threads, or an MDP with fewer states.");
        int most = device.device().isGpu() ? Integer.MAX_VALUE / Profiles.BLOCK * Profiles.BLOCK : CPU_BATCH;
        return (int) Math.min(blocks * Profiles.BLOCK, most);
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        return sweeps.backward(maximized(welfare), load(profiles), sweeps::most, null, null);
    }

    @Override
    public Measures.Optimal hard(AffineWelfare welfare, Profiles profiles) {
        NDArray[] policy = new NDArray[stages.count()];
        double[] values = sweeps.backward(maximized(welfare), load(profiles), sweeps::lowestOfTheBest, null, policy);
        CompiledWelfare.requirePolicy(values);
        NDArray[] tables = sweeps.forward(policy);
        TensorMeasures.closeAll(policy);
        return new TensorOptimal(this, profiles, tables, values);
    }

    @Override
    public Measures.Regularized regularized(AffineWelfare welfare, Profiles profiles, Regularizer regularizer) {
        CompiledWelfare.requireFinite(welfare);
        TensorTemperatures alpha = temperatures(regularizer);
        NDArray[] policy = new NDArray[stages.count()];
        double[] values = sweeps.backward(maximized(welfare), load(profiles), sweeps.soft(alpha), alpha, policy);
        for (int b = 0; b < values.length; b++) {
            values[b] += alpha.constant;
        }
        return new TensorSoftMeasures(this, profiles, policy, regularizer, values);
    }

    @SuppressWarnings("ReferenceEquality") // Equal profiles that are not the same need not be compared.
    private NDArray load(Profiles profiles) {
        if (types != null && profiles == loaded) {
            return types;
        }
        if (profiles.count() > capacity) {
            throw new IllegalArgumentException(
                    "profiles = " + profiles.count() + " must be at most capacity() = " + capacity);
        }
        if (profiles.agents() != rewards.agents() || profiles.dimension() != dimension) {
            throw new IllegalArgumentException("profiles of " + profiles.agents() + " agents with types of dimension "
                    + profiles.dimension() + " must fit the solver's " + rewards.agents() + " and " + dimension);
        }
        double[] given = profiles.toArray();
        double[] withOnes = Arrays.copyOf(given, given.length + profiles.count());
        Arrays.fill(withOnes, given.length, withOnes.length, 1);
        if (types != null) {
            types.close();
        }
        Shape shape = new Shape(rewards.agents() * dimension + 1, profiles.count());
        types = device.upload(manager, withOnes, shape);
        loaded = profiles;
        return types;
    }

    /** The types of the batch at hand, with a last row of ones; guards measures against their replacement. */
    @SuppressWarnings("ReferenceEquality")
    NDArray types(Profiles profiles) {
        if (types == null || profiles != loaded) {
            throw new IllegalStateException("these measures belong to a batch of profiles that the solver has left\n"
                    + "Maybe read them before the next batch is solved.");
        }
        return types;
    }

    /**
     * The table of a loss for the batch at hand, stage by stage, shape {@code [states * A, B]}; filled on the host. Whoever
     * calls closes them.
     */
    NDArray[] losses(Loss loss, Profiles profiles) {
        double[][] table = loss.table(profiles, mdp.pairCount());
        NDArray[] uploaded = new NDArray[stages.count()];
        for (int t = 0; t < uploaded.length; t++) {
            TensorStage stage = stage(t);
            double[] flat = new double[stage.pairs() * profiles.count()];
            for (int k = 0; k < stage.pairs(); k++) {
                System.arraycopy(table[stage.pair(k)], 0, flat, k * profiles.count(), profiles.count());
            }
            uploaded[t] = device.upload(manager, flat, new Shape(stage.pairs(), profiles.count()));
        }
        return uploaded;
    }

    private TensorWelfare maximized(AffineWelfare welfare) {
        CompiledWelfare.requireNoLoss(welfare.loss());
        return upload(welfare);
    }

    TensorWelfare upload(AffineWelfare welfare) {
        TensorWelfare known = welfares.get(welfare);
        if (known == null) {
            if (welfares.size() >= CACHED) {
                welfares.values().forEach(TensorWelfare::close);
                welfares.clear();
            }
            known = new TensorWelfare(
                    device,
                    manager,
                    sweeps.stages(),
                    mdp.transitions(),
                    new CompiledWelfare(welfare, rewards, dimension),
                    rewards.agents() * dimension);
            welfares.put(welfare, known);
        }
        return known;
    }

    TensorTemperatures temperatures(Regularizer regularizer) {
        TensorTemperatures known = temperatures.get(regularizer);
        if (known == null) {
            if (temperatures.size() >= CACHED) {
                temperatures.values().forEach(TensorTemperatures::close);
                temperatures.clear();
            }
            known = new TensorTemperatures(
                    device, manager, sweeps.stages(), StageTemperatures.of(mdp, stages, regularizer));
            temperatures.put(regularizer, known);
        }
        return known;
    }

    TensorSweeps sweeps() {
        return sweeps;
    }

    TensorRewards rewards() {
        return earnings;
    }

    TensorStage stage(int t) {
        return sweeps.stages().get(t);
    }

    int pairs() {
        return mdp.pairCount();
    }

    @Override
    public void close() {
        welfares.clear();
        manager.close();
    }
}
