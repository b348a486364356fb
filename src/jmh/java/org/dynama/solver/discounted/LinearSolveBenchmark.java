package org.dynama.solver.discounted;

import java.util.concurrent.TimeUnit;
import org.dynama.model.RandomStream;
import org.dynama.solver.kernel.Rows;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many flow systems {@code (I - gamma P_pi') d = mu} a second do plain Java rows solve, and how many ND4J? Random
 * policies on tori, a block of profiles at a time, filling the matrix included; the answers must agree to 1e-10.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LinearSolveBenchmark {
    private static final int COUNT = Rows.WIDTH;

    @Param({"3", "4", "5", "8"})
    public int size;

    private DiscountedSolver solver;
    private SoftPolicies policies;
    private double[][] policy;
    private double[][] visits;
    private double[] dense;
    private INDArray right;

    /** Draws the policies and compares the two answers. */
    @Setup
    public void setUp() {
        Environment grid = Gridworld.torus(5, size);
        solver = new DiscountedSolver(grid.mdp(), grid.rewards(), grid.dimension());
        policies = solver.softPolicies();
        visits = new double[solver.states][COUNT];
        policy = new double[solver.states * solver.actions][COUNT];
        var random = new RandomStream(1, "policies").generator(0);
        for (int s = 0; s < solver.states; s++) {
            for (int w = 0; w < COUNT; w++) {
                double sum = 0;
                for (int a = 0; a < solver.actions; a++) {
                    policy[s * solver.actions + a][w] = -Math.log(random.nextDouble());
                    sum += policy[s * solver.actions + a][w];
                }
                for (int a = 0; a < solver.actions; a++) {
                    policy[s * solver.actions + a][w] /= sum;
                }
            }
        }
        dense = new double[COUNT * solver.states * solver.states];
        double[] initial = new double[COUNT * solver.states];
        for (int k = 0; k < initial.length; k++) {
            initial[k] = solver.initial[k % solver.states];
        }
        right = Nd4j.create(initial, new long[] {COUNT, solver.states, 1}, DataType.DOUBLE);
        rows();
        INDArray other = solveByNd4j();
        for (int s = 0; s < solver.states; s++) {
            for (int w = 0; w < COUNT; w++) {
                if (!(Math.abs(visits[s][w] - other.getDouble(w, s, 0)) < 1e-10)) {
                    throw new IllegalStateException("ND4J and plain Java disagree at state " + s);
                }
            }
        }
    }

    /** Batch last, without pivoting, zeros of the transitions left out. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double rows() {
        policies.factor(policy);
        policies.visits(visits);
        return visits[0][0];
    }

    /** ND4J's batched solver, a matrix per profile. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double nd4j() {
        return solveByNd4j().getDouble(0, 0, 0);
    }

    private INDArray solveByNd4j() {
        int n = solver.states;
        java.util.Arrays.fill(dense, 0);
        var transitions = solver.mdp.transitions();
        for (int w = 0; w < COUNT; w++) {
            for (int s = 0; s < n; s++) {
                dense[(w * n + s) * n + s] += 1;
            }
            for (int p = 0; p < policy.length; p++) {
                int s = p / solver.actions;
                for (int k = transitions.begin(p); k < transitions.end(p); k++) {
                    dense[(w * n + transitions.next(k)) * n + s] -=
                            solver.discount * transitions.probability(k) * policy[p][w];
                }
            }
        }
        try (INDArray matrix = Nd4j.create(dense, new long[] {COUNT, n, n}, DataType.DOUBLE)) {
            return Nd4j.linalg().solve(matrix, right);
        }
    }
}
