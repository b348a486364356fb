package org.dynama.solver.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.StageTemperatures;
import org.jspecify.annotations.Nullable;

/**
 * Acyclic MDPs on tensors, a stage at a time, on the CPU or a GPU, in float64 or float32. Costs {@code O(B (S A n d + entries))} time: on a CPU the plain Java kernel is faster where rewards have few terms.
 */
public final class TensorSolver extends TensorKernel {
    /** Longer batches fall out of a CPU's cache: 30,000 at once took 1.8 times as long as six times 5,000. */
    private static final int CPU_BATCH = 5_000;

    private final Stages stages;
    private final TensorSweeps sweeps;
    private final Map<Regularizer, TensorTemperatures> temperatures = new HashMap<>();

    public TensorSolver(Mdp mdp, RewardMap rewards, int dimension, TensorDevice device, long memoryBytes) {
        this(mdp, rewards, dimension, device, memoryBytes, Stages.of(mdp));
    }

    private TensorSolver(
            Mdp mdp, RewardMap rewards, int dimension, TensorDevice device, long memoryBytes, Stages stages) {
        super(
                mdp,
                rewards,
                dimension,
                device,
                IntStream.range(0, mdp.stateCount()).map(stages::of).toArray(),
                capacity(mdp, device, memoryBytes, numbers(mdp, stages, rewards.agents() * dimension), CPU_BATCH));
        this.stages = stages;
        sweeps = new TensorSweeps(stages());
    }

    /**
     * At most four tables of all pairs live at a time (a hard solution, a policy with its occupancies, sensitivities),
     * and some six of the largest stage's pairs while a sweep is at it.
     */
    private static long numbers(Mdp mdp, Stages stages, int types) {
        long[] states = new long[stages.count()];
        int[] width = new int[stages.count()];
        for (int s = 0; s < mdp.stateCount(); s++) {
            states[stages.of(s)]++;
            width[stages.of(s)] = Math.max(width[stages.of(s)], TensorStage.width(mdp, s));
        }
        long rows = 0;
        long largest = 0;
        for (int t = 0; t < states.length; t++) {
            rows += states[t] * width[t];
            largest = Math.max(largest, states[t] * width[t]);
        }
        return 4 * rows + 6 * largest + 2L * mdp.stateCount() + 2L * types;
    }

    @Override
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        try (NDArray values = backward(welfare, profiles, sweeps::most, null)) {
            return TensorDevice.download(values);
        }
    }

    @Override
    public Measures.Optimal hard(AffineWelfare welfare, Profiles profiles) {
        NDArray[] policy = new NDArray[stages.count()];
        try (NDArray onDevice = backward(welfare, profiles, sweeps::lowestOfTheBest, policy)) {
            // All that is to be done has been asked for before the values are waited for.
            NDArray[] tables = sweeps.follow(policy);
            double[] values = TensorDevice.download(onDevice);
            requirePolicy(values, tables);
            return new TensorOptimal(this, profiles, tables, values);
        }
    }

    private static void requirePolicy(double[] values, NDArray[] tables) {
        try {
            CompiledWelfare.requirePolicy(values);
        } catch (RuntimeException exception) {
            TensorMeasures.closeAll(tables);
            throw exception;
        }
    }

    private NDArray backward(
            AffineWelfare welfare, Profiles profiles, TensorSweeps.Rule rule, NDArray @Nullable [] policy) {
        TensorWelfare uploaded = maximized(welfare);
        NDArray types = load(profiles);
        return sweeps.backward(t -> uploaded.maximized(t, types), rule, policy);
    }

    @Override
    public Measures.Regularized regularized(AffineWelfare welfare, Profiles profiles, Regularizer regularizer) {
        CompiledWelfare.requireFinite(welfare);
        TensorTemperatures alpha = temperatures(regularizer);
        NDArray[] policy = new NDArray[stages.count()];
        TensorWelfare uploaded = maximized(welfare);
        NDArray types = load(profiles);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            TensorSoftSweeps soft = new TensorSoftSweeps(sweeps, alpha, alpha.over(types));
            NDArray onDevice = soft.backward(uploaded, policy);
            NDScope.register(onDevice);
            NDArray[] occupancy = soft.forward(policy);
            double[] values = TensorDevice.download(onDevice);
            for (int b = 0; b < values.length; b++) {
                values[b] = values[b] * alpha.unit + alpha.constant;
            }
            return new TensorSoftMeasures(this, profiles, policy, occupancy, regularizer, values);
        }
    }

    /** The sensitivities of a regularized solution, as {@link TensorSoftSweeps#pullback} has them. */
    NDArray[] pullback(
            AffineWelfare cotangent,
            Profiles profiles,
            Regularizer regularizer,
            NDArray[] policy,
            NDArray[] occupancy) {
        NDArray types = types(profiles);
        Loss loss = cotangent.loss();
        NDArray[] losses = loss == null ? new NDArray[0] : losses(loss, profiles);
        TensorTemperatures alpha = temperatures(regularizer);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return new TensorSoftSweeps(sweeps, alpha, alpha.over(types))
                    .pullback(upload(cotangent), losses, policy, occupancy);
        } finally {
            TensorMeasures.closeAll(losses);
        }
    }

    private TensorTemperatures temperatures(Regularizer regularizer) {
        TensorTemperatures known = temperatures.get(regularizer);
        if (known == null) {
            if (temperatures.size() >= CACHED) {
                temperatures.values().forEach(TensorTemperatures::close);
                temperatures.clear();
            }
            known = new TensorTemperatures(device, manager, stages(), StageTemperatures.of(mdp, stages, regularizer));
            temperatures.put(regularizer, known);
        }
        return known;
    }
}
