package org.dynama.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.solver.Measures;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Regularizer;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/** A batch of profiles that is solved again and again, with the sum of all values as the welfare. */
public final class Batch {
    private static final int GROWTH = 2;

    private final Environment environment;
    private final Solvers solvers;
    private final Profiles profiles;
    private final AffineWelfare welfare;

    /** Draws the profiles. */
    public Batch(Environment environment, int count, Solvers solvers) {
        this.environment = environment;
        this.solvers = solvers;
        profiles = Profiles.draw(environment.agents(), new RandomStream(1, "profiles"), 0, count);
        welfare =
                AffineWelfare.total(environment.agentCount(), environment.mdp().pairCount());
    }

    /** Runs a task over the first profiles of the batch; its number only keeps the compiler from dropping the work. */
    public double total(int count, ToDoubleBiFunction<OccupancySolver, Profiles> task) {
        double[] sum = new double[1];
        solvers.forEach(
                count,
                (solver, from, to) -> task.applyAsDouble(solver, profiles.slice(from, to)),
                part -> sum[0] += part);
        return sum[0];
    }

    /** Profiles a second, the median over repetitions; a batch too long for the time is cut to whole blocks. */
    double rate(double seconds, ToDoubleBiFunction<OccupancySolver, Profiles> task) {
        int count = Math.min(profiles.count(), solvers.threads() * Profiles.BLOCK);
        time(count, task); // libraries and devices load what a task needs when it first does
        double first = time(count, task);
        if (first > seconds) {
            return count / first;
        }
        for (double warmUp = first; warmUp < seconds / 2; warmUp += first) {
            first = time(count, task);
        }
        // On a device many profiles take hardly longer than few, so the time of few says little about that of many.
        while (count < profiles.count() && GROWTH * first <= seconds) {
            long fitting = (long) (count * seconds / first) / Profiles.BLOCK * Profiles.BLOCK;
            count = (int) Math.min(profiles.count(), Math.max((long) GROWTH * count, fitting));
            first = time(count, task);
        }
        List<Double> rates = new ArrayList<>();
        double spent = 0;
        while (spent < seconds) {
            double time = time(count, task);
            rates.add(count / time);
            spent += time;
        }
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    /** Programs a second on this thread, each one's optimality checked. */
    double programs(double seconds) {
        OccupancyLp program = new OccupancyLp(environment.mdp(), environment.rewards());
        programs(program, seconds / 2); // warms up
        return programs(program, seconds);
    }

    private double programs(OccupancyLp program, double seconds) {
        int done = 0;
        long started = System.nanoTime();
        while (done == 0 || System.nanoTime() - started < seconds * 1e9) {
            program.solve(welfare, profiles, done++ % profiles.count());
        }
        return done / ((System.nanoTime() - started) / 1e9);
    }

    private double time(int count, ToDoubleBiFunction<OccupancySolver, Profiles> task) {
        long started = System.nanoTime();
        if (Double.isNaN(total(count, task))) {
            throw new IllegalStateException("a solution is not a number");
        }
        return (System.nanoTime() - started) / 1e9;
    }

    /** Optimal values alone, as marginal economies need them. */
    public double values(OccupancySolver solver, Profiles chunk) {
        return DoubleStream.of(solver.values(welfare, chunk)).sum();
    }

    /** Optimal values and what each agent earns. */
    public double rewards(OccupancySolver solver, Profiles chunk) {
        try (Measures.Optimal hard = solver.hard(welfare, chunk)) {
            return hard.values()[0] + hard.rewards()[0][0];
        }
    }

    /** Optimal values and summed occupancies. */
    public double occupancies(OccupancySolver solver, Profiles chunk) {
        try (Measures.Optimal hard = solver.hard(welfare, chunk)) {
            return hard.values()[0] + hard.sum()[0];
        }
    }

    /** Regularized values and summed occupancies, as a gradient of values needs them. */
    double softened(OccupancySolver solver, Profiles chunk, Regularizer regularizer) {
        try (Measures.Regularized soft = solver.regularized(welfare, chunk, regularizer)) {
            return soft.values()[0] + soft.sum()[0];
        }
    }

    /** Value, summed occupancies and a summed pullback, as a gradient needs them. */
    public double regularized(OccupancySolver solver, Profiles chunk, Regularizer regularizer) {
        try (Measures.Regularized soft = solver.regularized(welfare, chunk, regularizer);
                Measures sensitivities = soft.pullback(welfare)) {
            return soft.values()[0] + soft.sum()[0] + sensitivities.sum()[0];
        }
    }
}
