package org.dynama.solver.tensor.discounted;

import static org.dynama.solver.tensor.TensorDevice.keep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Measures;
import org.dynama.solver.Regularizer;
import org.dynama.solver.kernel.CompiledWelfare;
import org.dynama.solver.kernel.Endless;
import org.dynama.solver.kernel.PairMask;
import org.dynama.solver.tensor.TensorDevice;
import org.dynama.solver.tensor.TensorKernel;
import org.dynama.solver.tensor.TensorOptimal;
import org.dynama.solver.tensor.TensorWelfare;
import org.dynama.solver.tensor.discounted.TensorSoftPolicies.Temperature;
import org.jspecify.annotations.Nullable;

/**
 * Discounted and total MDPs on tensors, in float64: the Java kernel's algorithms, a whole batch a step. It is meant for GPUs; on a
 * CPU the kernel is many times faster.
 *
 * <p>Cost of a linear solve of the whole batch: {@code S} operations on {@code O(B S^2)} numbers.
 */
public final class DiscountedTensorSolver extends TensorKernel {
    /** Matrices of longer batches fall out of a CPU's cache. */
    private static final int CPU_BATCH = 1_024;

    private final TensorFlow flow;
    private final TensorPolicyIteration policies;
    private final TensorSoftPolicies softPolicies;

    /**
     * Lays the MDP out.
     *
     * @throws IllegalArgumentException if the horizon is neither discounted nor total, the device computes in
     *     float32, or not even a block of profiles fits the memory
     */
    public DiscountedTensorSolver(Mdp mdp, RewardMap rewards, int dimension, TensorDevice device, long memoryBytes) {
        super(
                mdp,
                rewards,
                dimension,
                requireDouble(device),
                new int[mdp.stateCount()],
                capacity(mdp, device, memoryBytes, numbers(mdp, rewards.agents() * dimension), CPU_BATCH));
        Endless runs = Endless.of(mdp);
        runs.requireEnd(mdp, "a tensor kernel");
        flow = new TensorFlow(device, manager, mdp, runs, stages().get(0));
        Elimination elimination = new Elimination(mdp.stateCount());
        policies = new TensorPolicyIteration(flow, elimination);
        softPolicies = new TensorSoftPolicies(flow, elimination);
    }

    private static TensorDevice requireDouble(TensorDevice device) {
        if (device.type() != DataType.FLOAT64) {
            throw Refusal.of(
                    "precision = FLOAT32: a discounted or total horizon is solved in float64 only, since cold"
                            + " solutions have occupancies that float32 does not know",
                    "Maybe precision: float64.");
        }
        return device;
    }

    /** Four matrices over states at a time, some ten tables of pairs. */
    private static long numbers(Mdp mdp, int types) {
        long states = mdp.stateCount();
        long rows = states
                * IntStream.range(0, mdp.stateCount())
                        .map(s -> mdp.endPair(s) - mdp.firstPair(s))
                        .max()
                        .orElseThrow();
        return 4L * states * states + 10L * rows + 24 * states + 2L * types;
    }

    @Override
    public double[] values(AffineWelfare welfare, Profiles profiles) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return maximize(welfare, profiles).values.toArray();
        }
    }

    @Override
    public Measures.Optimal hard(AffineWelfare welfare, Profiles profiles) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Hard hard = maximize(welfare, profiles);
            double[] values = hard.values.toArray();
            CompiledWelfare.requirePolicy(values);
            NDArray nu = policies.occupancies(hard.c, hard.mask, hard.value);
            return new TensorOptimal(this, profiles, new NDArray[] {nu}, values);
        }
    }

    /** Coefficients and mask, the values of all states, and those of the initial distribution. */
    private record Hard(NDArray c, @Nullable NDArray mask, NDArray value, Reals values) {}

    private Hard maximize(AffineWelfare welfare, Profiles profiles) {
        TensorWelfare uploaded = maximized(welfare);
        PairMask allowed = PairMask.of(mdp, uploaded.compiled);
        NDArray c = uploaded.table(0, load(profiles));
        NDArray mask = mask(allowed);
        NDArray value = policies.values(c, mask);
        NDScope.register(value);
        double[] values = TensorDevice.download(flow.expected(value));
        if (!allowed.mayStart(mdp)) {
            Arrays.fill(values, Double.NEGATIVE_INFINITY);
        }
        return new Hard(c, mask, value, Reals.of(values));
    }

    /** Null where all rows are allowed pairs. A state without any keeps all its pairs: no run comes there. */
    private @Nullable NDArray mask(PairMask allowed) {
        double[] mask = new double[flow.stage.rows()];
        boolean needed = false;
        for (int row = 0; row < mask.length; row++) {
            int p = flow.stage.pair(row);
            if (p < 0 || (!allowed.pairs()[p] && allowed.anyIn(mdp.stateOf(p)))) {
                mask[row] = Double.NEGATIVE_INFINITY;
                needed = true;
            }
        }
        if (!needed) {
            return null;
        }
        NDArray uploaded = device.upload(manager, mask, new Shape(mdp.stateCount(), flow.stage.actions, 1));
        NDScope.register(uploaded);
        return uploaded;
    }

    @Override
    public Measures.Regularized regularized(AffineWelfare welfare, Profiles profiles, Regularizer regularizer) {
        CompiledWelfare.requireFinite(welfare);
        double alpha = regularizer.temperature();
        try (NDScope scope = new NDScope();
                Temperature temperature = temperature(alpha)) {
            scope.suppressNotUsedWarning();
            // Newton starts from the hard solution: the colder, the nearer; at no temperature can it stick elsewhere.
            Hard hard = maximize(welfare, profiles);
            return regularizer instanceof Regularizer.JointEntropy
                    ? joint(profiles, hard, temperature, alpha)
                    : conditional(profiles, hard, temperature, alpha);
        }
    }

    private Measures.Regularized joint(Profiles profiles, Hard hard, Temperature temperature, double alpha) {
        Endless.requireReach(mdp);
        TensorJointNewton.Point found = new TensorJointNewton(softPolicies).run(hard.c, hard.value, temperature, alpha);
        NDScope.register(found.rho());
        NDScope.register(found.objective());
        NDScope.register(found.error());
        return new TensorRegularized.Joint(
                this,
                profiles,
                found,
                occupancies(found.policy(), found.visits()),
                TensorDevice.download(found.objective()),
                alpha);
    }

    private NDArray occupancies(NDArray policy, NDArray visits) {
        return keep(flow.stage.flat(policy.mul(visits.expandDims(1))));
    }

    private Measures.Regularized conditional(Profiles profiles, Hard hard, Temperature temperature, double alpha) {
        TensorConditionalNewton.Solution found =
                new TensorConditionalNewton(softPolicies).run(hard.c, hard.value, temperature, alpha);
        NDScope.register(found.visits());
        NDArray nu = occupancies(found.policy(), found.visits());
        double[] values = TensorDevice.download(flow.expected(hard.value));
        return new TensorRegularized.Conditional(this, profiles, found, nu, values, alpha);
    }

    TensorSoftPolicies softPolicies() {
        return softPolicies;
    }

    Temperature temperature(double alpha) {
        return Temperature.of(device, manager, alpha);
    }
}
