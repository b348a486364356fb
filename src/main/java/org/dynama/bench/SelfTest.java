package org.dynama.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.config.Json;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.Settings;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.TaskScheduling;

/**
 * Whether tensors compute on this machine what the Java kernel computes: every operation of the solvers' contract, on
 * trees, a graph with chance moves and grids.
 *
 * @param solver what was tested, in words
 * @param checks in the order in which they were made
 */
public record SelfTest(String solver, List<Check> checks) {
    private static final int COUNT = 300;
    private static final double TEMPERATURE = 0.3;

    /**
     * One operation on one problem.
     *
     * @param error the largest difference from the kernel's numbers, which are of size 1 to 10
     */
    public record Check(String problem, String operation, double error, double tolerance) {
        /** False for an error that is not a number, too. */
        public boolean holds() {
            return error <= tolerance;
        }
    }

    /**
     * Tests the tensors that settings name.
     *
     * @throws IllegalArgumentException if PyTorch does not start, or a GPU is asked for and missing
     */
    public static SelfTest run(Settings settings) {
        boolean wide = settings.precision() == Settings.Precision.FLOAT64;
        List<Check> checks = new ArrayList<>();
        String description = "";
        for (Environment environment : environments(wide)) {
            try (Solvers kernel = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1);
                    Solvers tensors = Solvers.tensors(
                            environment.mdp(), environment.rewards(), environment.dimension(), settings)) {
                description = tensors.description();
                Map<String, double[]> found = operations(tensors, environment);
                operations(kernel, environment).forEach((operation, numbers) -> {
                    double error = difference(numbers, found.getOrDefault(operation, new double[0]));
                    checks.add(new Check(environment.name(), operation, error, wide ? 1e-9 : 5e-3));
                });
            }
        }
        return new SelfTest(description, List.copyOf(checks));
    }

    /** Discounted ones need float64. */
    private static List<Environment> environments(boolean wide) {
        List<Environment> all = List.of(
                SequentialSales.uniform(3, 3),
                TaskScheduling.of(TaskScheduling.uniformBounds(2), 3, TaskScheduling.LoadRule.PUBLISHED),
                RandomGraph.of(2, 3, 4, 5, 3),
                Gridworld.torus(3, 3),
                Gridworld.of(2, 3, 0.9, true, Gridworld.Types.EVERY_CELL));
        return wide ? all : all.subList(0, 3);
    }

    private static AffineWelfare welfare(Environment environment, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new AffineWelfare(
                Reals.of(random.doubles(environment.agentCount(), 0.2, 2).toArray()),
                Reals.of(random.doubles(environment.mdp().pairCount(), -1, 1).toArray()));
    }

    /** By operation, means over the profiles, which do not show how they were cut into chunks. */
    private static Map<String, double[]> operations(Solvers solvers, Environment environment) {
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(1, "self-test"), 0, COUNT);
        Map<String, double[]> sums = new LinkedHashMap<>();
        solvers.forEach(
                COUNT,
                (solver, from, to) -> chunk(solver, environment, profiles.slice(from, to)),
                chunk -> chunk.forEach((operation, sum) -> sums.merge(operation, sum, SelfTest::plus)));
        return sums;
    }

    private static double[] plus(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(k -> a[k] + b[k]).toArray();
    }

    private static Map<String, double[]> chunk(OccupancySolver solver, Environment environment, Profiles profiles) {
        Map<String, double[]> found = new LinkedHashMap<>();
        AffineWelfare welfare = welfare(environment, 1);
        AffineWelfare gain = welfare(environment, 2);
        found.put("optimal values", moments(solver.values(welfare, profiles)));
        try (Measures.Optimal hard = solver.hard(welfare, profiles)) {
            put(found, "hard", hard, gain);
        }
        for (Regularizer regularizer : BenchProblem.regularizers(environment, TEMPERATURE)) {
            String name = regularizer instanceof Regularizer.JointEntropy ? "joint entropy" : "conditional entropy";
            try (Measures.Regularized soft = solver.regularized(welfare, profiles, regularizer);
                    Measures sensitivities = soft.pullback(gain)) {
                found.put(name + " values", moments(soft.values()));
                put(found, name, soft, gain);
                put(found, name + " pullback", sensitivities, gain);
            }
            for (Loss loss : environment.losses()) {
                AffineWelfare cost = AffineWelfare.of(
                        0, loss, environment.agentCount(), environment.mdp().pairCount());
                try (Measures.Regularized soft = solver.regularized(welfare, profiles, regularizer);
                        Measures sensitivities = soft.pullback(cost)) {
                    found.put(name + " loss", moments(soft.inner(cost)));
                    found.put(name + " pullback of a loss", mean(sensitivities.sum()));
                }
            }
        }
        return found;
    }

    private static void put(Map<String, double[]> found, String name, Measures measures, AffineWelfare gain) {
        found.put(name + " occupancies", mean(measures.sum()));
        found.put(name + " rewards", moments(measures.rewards()));
        found.put(name + " inner products", moments(measures.inner(gain)));
    }

    /** Of each row, the sum and the sum of squares, a profile's share: of what is known per profile. */
    private static double[] moments(double[]... rows) {
        return mean(Stream.of(rows)
                .flatMapToDouble(row -> DoubleStream.of(
                        DoubleStream.of(row).sum(),
                        DoubleStream.of(row).map(v -> v * v).sum()))
                .toArray());
    }

    private static double[] mean(double[] sum) {
        return DoubleStream.of(sum).map(v -> v * (1.0 / COUNT)).toArray();
    }

    private static double difference(double[] expected, double[] found) {
        return expected.length != found.length
                ? Double.POSITIVE_INFINITY
                : IntStream.range(0, expected.length)
                        .mapToDouble(k -> Math.abs(expected[k] - found[k]))
                        .max()
                        .orElse(0);
    }

    /** Whether every operation is right. */
    public boolean holds() {
        return checks.stream().allMatch(Check::holds);
    }

    /** A line for every operation that is off; one line if none is. */
    public String text() {
        if (holds()) {
            double worst = checks.stream().mapToDouble(Check::error).max().orElse(0);
            return "Self-test passed: " + checks.size() + " operations of " + solver
                    + " equal the Java kernel's, largest error " + String.format(Locale.ROOT, "%.1e.", worst);
        }
        return checks.stream()
                .filter(check -> !check.holds())
                .map(off -> "  " + off.operation + " on " + off.problem
                        + String.format(Locale.ROOT, " is off by %.1e, more than %.0e\n", off.error, off.tolerance))
                .collect(Collectors.joining(
                        "",
                        "Self-test failed: " + solver + " is not to be trusted.\n",
                        "Maybe another build of PyTorch, or another driver."));
    }

    /** As one JSON document. */
    public String toJson() {
        Map<String, Object> test = new LinkedHashMap<>();
        test.put("schema", 1);
        test.put("command", "bench");
        test.put("solver", solver);
        test.put("passed", holds());
        test.put("checks", checks);
        return Json.write(test);
    }
}
