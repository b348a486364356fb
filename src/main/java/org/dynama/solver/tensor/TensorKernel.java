package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Refusal;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Settings;
import org.dynama.solver.kernel.CompiledWelfare;
import org.jspecify.annotations.Nullable;

/**
 * What solvers on tensors share: the MDP laid out on the device, batch last, and what crosses to it: a welfare once,
 * types once a batch. Back come values, sums and inner products.
 */
public abstract class TensorKernel implements OccupancySolver {
    /** More welfares than a batch of economies has; past it the cache of uploaded ones is emptied. */
    protected static final int CACHED = 64;

    protected final Mdp mdp;
    protected final RewardMap rewards;
    protected final TensorDevice device;
    /** What is made from it lives as long as the solver. */
    protected final NDManager manager;

    private final int dimension;
    private final List<TensorStage> stages;
    private final TensorRewards earnings;
    private final int capacity;
    private final IdentityHashMap<AffineWelfare, TensorWelfare> welfares = new IdentityHashMap<>();
    /** What was laid out before the first batch, by identity. */
    private final Set<NDArray> constants = Collections.newSetFromMap(new IdentityHashMap<>());

    private @Nullable Profiles loaded;
    private @Nullable NDArray types;

    /**
     * Lays the MDP out.
     *
     * @param stageOf the stage of each state
     * @param capacity the most profiles of a batch
     */
    protected TensorKernel(
            Mdp mdp, RewardMap rewards, int dimension, TensorDevice device, int[] stageOf, int capacity) {
        this.mdp = mdp;
        this.rewards = rewards;
        this.dimension = dimension;
        this.device = device;
        this.capacity = capacity;
        manager = device.newManager();
        stages = TensorGraph.stages(device, manager, mdp, stageOf);
        earnings = new TensorRewards(device, manager, stages, rewards, dimension);
    }

    /**
     * The largest batch that fits the memory, in whole blocks of profiles.
     *
     * @param numbers what one profile takes at most at a time
     * @param cpuBatch the longest batch that a CPU's cache likes
     */
    protected static int capacity(Mdp mdp, TensorDevice device, long memoryBytes, long numbers, int cpuBatch) {
        long blocks = Settings.fit(
                memoryBytes,
                numbers * Profiles.BLOCK * device.type().getNumOfBytes(),
                "one block of " + Profiles.BLOCK + " profiles on " + mdp.pairCount() + " state-action pairs",
                "Maybe raise memory, use FLOAT32, fewer threads, or an MDP with fewer states.");
        int most = device.device().isGpu() ? Integer.MAX_VALUE : cpuBatch;
        return (int) Math.min(blocks * Profiles.BLOCK, (long) most / Profiles.BLOCK * Profiles.BLOCK);
    }

    @Override
    public final int capacity() {
        return capacity;
    }

    @SuppressWarnings("ReferenceEquality") // Equal profiles that are not the same need not be compared.
    protected final NDArray load(Profiles profiles) {
        if (types != null && profiles == loaded) {
            return types;
        }
        if (constants.isEmpty()) {
            constants.addAll(manager.getManagedArrays());
        }
        if (profiles.count() > capacity) {
            throw new Refusal("profiles", profiles.count(), "must be at most capacity() = " + capacity, "");
        }
        if (profiles.agents() != rewards.agents() || profiles.dimension() != dimension) {
            throw Refusal.of(
                    "profiles of " + profiles.agents() + " agents with types of dimension " + profiles.dimension()
                            + " must fit the solver's " + rewards.agents() + " and " + dimension,
                    "");
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
    public final NDArray types(Profiles profiles) {
        if (types == null || profiles != loaded) {
            throw new Failure(
                    "these measures belong to a batch of profiles that the solver has left",
                    "Maybe read them before the next batch is solved.");
        }
        return types;
    }

    /**
     * The table of a loss for the batch at hand, stage by stage, shape {@code [states * A, B]}; filled on the host. Whoever
     * calls closes them.
     */
    public final NDArray[] losses(Loss loss, Profiles profiles) {
        double[][] table = loss.table(profiles, mdp.pairCount());
        NDArray[] uploaded = new NDArray[stages.size()];
        for (int t = 0; t < uploaded.length; t++) {
            TensorStage stage = stage(t);
            double[] flat = new double[stage.rows() * profiles.count()];
            for (int k = 0; k < stage.rows(); k++) {
                if (stage.pair(k) >= 0) {
                    System.arraycopy(table[stage.pair(k)], 0, flat, k * profiles.count(), profiles.count());
                }
            }
            uploaded[t] = device.upload(manager, flat, new Shape(stage.rows(), profiles.count()));
        }
        return uploaded;
    }

    /** A welfare that is to be maximized, on the device. */
    protected final TensorWelfare maximized(AffineWelfare welfare) {
        CompiledWelfare.requireNoLoss(welfare.loss());
        return upload(welfare);
    }

    /** The welfare on the device, kept for the next batch. */
    public final TensorWelfare upload(AffineWelfare welfare) {
        TensorWelfare known = welfares.get(welfare);
        if (known == null) {
            if (welfares.size() >= CACHED) {
                welfares.values().forEach(TensorWelfare::close);
                welfares.clear();
            }
            known = new TensorWelfare(
                    device,
                    manager,
                    stages,
                    new CompiledWelfare(welfare, rewards, dimension),
                    rewards.agents() * dimension);
            welfares.put(welfare, known);
        }
        return known;
    }

    protected final List<TensorStage> stages() {
        return stages;
    }

    final TensorRewards rewards() {
        return earnings;
    }

    final TensorStage stage(int t) {
        return stages.get(t);
    }

    final int pairs() {
        return mdp.pairCount();
    }

    /**
     * Frees what a solution left behind that ran out of memory, or any other that was given up; measures that are open
     * are lost.
     */
    public final void salvage() {
        welfares.values().forEach(TensorWelfare::close);
        welfares.clear();
        loaded = null;
        types = null;
        for (NDArray array : manager.getManagedArrays()) {
            if (!constants.contains(array)) {
                array.close();
            }
        }
    }

    /** The tensors that live on the device for this solver: constants, what is cached, and measures not yet closed. */
    public final int liveTensors() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        welfares.clear();
        manager.close();
    }
}
