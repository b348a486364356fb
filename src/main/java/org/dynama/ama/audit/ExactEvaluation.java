package org.dynama.ama.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.ExactOutcome;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Maximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.mechanism.Settling;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.exact.Exactness;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.dynama.solver.Measures;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
import org.dynama.world.Stakes;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates mechanisms with exact solvers, next to VCG on the same profiles, never with a softened policy.
 *
 * <p>Linear programs and dynamic programs share no code, and give the same numbers to 1e-9 of what is at stake for each agent;
 * exact arithmetic settles what neither can ({@link SettledMechanism}).
 */
public final class ExactEvaluation {
    private final Environment environment;
    private final Objective objective;
    private final Solvers solvers;
    /** Whether profiles are drawn from the agents' distributions. */
    private final boolean drawn;

    /** An evaluation on any profiles. */
    public ExactEvaluation(Environment environment, Objective objective, Solvers solvers) {
        this(environment, objective, solvers, false);
    }

    private ExactEvaluation(Environment environment, Objective objective, Solvers solvers, boolean drawn) {
        this.drawn = drawn;
        this.environment = environment;
        this.objective = objective;
        this.solvers = solvers;
    }

    /** The same on profiles that are drawn from the agents' distributions: see {@link SettledMechanism#drawnOutcome}. */
    public ExactEvaluation ofDrawn() {
        return new ExactEvaluation(environment, objective, solvers, true);
    }

    private Outcome outcome(SettledMechanism mechanism, Maximizer maximizer, Profiles chunk) {
        return drawn ? mechanism.drawnOutcome(maximizer, chunk) : mechanism.outcome(maximizer, chunk);
    }

    /**
     * By one linear program per profile and economy: {@code 2 (n + 1) B} of them.
     *
     * @param progress told how many profiles are done
     */
    public Evaluation byLinearPrograms(AmaParameters parameters, Profiles profiles, IntConsumer progress) {
        Workers<LpMaximizer> workers = new Workers<>(
                () -> new LpMaximizer(new OccupancyLp(environment.mdp(), environment.rewards()), environment.losses()),
                solvers.threads());
        try (workers) {
            Route route = new Route() {
                @Override
                public <R> void forEach(int count, Workers.Task<Maximizer, R> task, Consumer<R> consumer) {
                    workers.forEach(count, Profiles.BLOCK, task::run, consumer);
                }
            };
            Collected collected = collect(route, parameters, profiles, progress);
            Exactness[] worst = {Exactness.NONE};
            workers.forEachIdle(program -> worst[0] = worst[0].and(program.lp().exactness()));
            return collected.evaluation(worst[0]);
        }
    }

    /** By backward induction in batches. */
    public Evaluation byDynamicPrograms(AmaParameters parameters, Profiles profiles, IntConsumer progress) {
        return collect(byDynamicPrograms(drawn), parameters, profiles, progress).evaluation(null);
    }

    private Route byDynamicPrograms(boolean ofDrawn) {
        // Where ties are left as they are, nobody need look for them.
        DpMaximizer.Bounds bounds = ofDrawn && !SettledMechanism.mindsTies(environment)
                ? DpMaximizer.Bounds.ERRORS
                : DpMaximizer.Bounds.ALL;
        return new Route() {
            @Override
            public <R> void forEach(int count, Workers.Task<Maximizer, R> task, Consumer<R> consumer) {
                solvers.forEach(
                        count,
                        (solver, from, to) -> task.run(new DpMaximizer(solver, environment.losses(), bounds), from, to),
                        consumer);
            }
        };
    }

    /**
     * A mechanism beside a bound on the same profiles, so that sampling noise cancels.
     *
     * @param ratio of the means: objective over bound, or bound over objective where small is good
     * @param bound the mean bound
     */
    public record Share(Estimate ratio, Estimate bound) {}

    /** Measures the share by backward induction. */
    public Share share(AmaParameters parameters, Bound bound, Profiles profiles) {
        double[] limit = limits(bound, profiles);
        double[] ours = objectives(objective, parameters, profiles);
        if (objective.sense() == Objective.Sense.MIN) {
            Arrays.setAll(ours, b -> objective.reported(ours[b]));
            return new Share(Estimate.ofRatio(limit, ours), Estimate.of(limit));
        }
        return new Share(Estimate.ofRatio(ours, limit), Estimate.of(limit));
    }

    private double[] limits(Bound bound, Profiles profiles) {
        if (bound instanceof Bound.Measured measured) {
            return objectives(measured.measured(), measured.mechanism(), profiles);
        }
        Loss loss = ((Bound.FullInformation) bound).loss();
        double[] least = new double[profiles.count()];
        int[] filled = {0};
        solvers.forEach(profiles.count(), (solver, from, to) -> leastLoss(loss, profiles.slice(from, to)), chunk -> {
            System.arraycopy(chunk, 0, least, filled[0], chunk.length);
            filled[0] += chunk.length;
        });
        return least;
    }

    private double[] leastLoss(Loss loss, Profiles profiles) {
        double[][] table = loss.table(profiles, environment.mdp().pairCount());
        double[] least = new double[profiles.count()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int pair = 0; pair < table.length; pair++) {
            for (int b = 0; loss.bears(pair) && b < least.length; b++) {
                least[b] = Math.min(least[b], table[pair][b]);
            }
        }
        return least;
    }

    private double[] objectives(Objective wanted, AmaParameters parameters, Profiles profiles) {
        double[] values = new double[profiles.count()];
        int[] filled = {0};
        SettledMechanism mechanism = new SettledMechanism(environment, parameters);
        Route route = byDynamicPrograms(true);
        route.forEach(
                profiles.count(),
                (maximizer, from, to) -> mechanism.sampledOutcome(maximizer, profiles.slice(from, to)),
                outcome -> {
                    for (int b = 0; b < outcome.count(); b++) {
                        values[filled[0]++] = wanted.value(outcome.revenue(b), outcome.welfare(b), outcome.losses(b));
                    }
                });
        return values;
    }

    private Collected collect(Route route, AmaParameters parameters, Profiles profiles, IntConsumer progress) {
        SettledMechanism mechanism = new SettledMechanism(environment, parameters);
        SettledMechanism vcg = new SettledMechanism(environment, AmaParameters.vcg(environment));
        boolean same = parameters.equals(vcg.mechanism().parameters());
        Collected collected = new Collected(profiles.count());
        route.forEach(
                profiles.count(),
                (maximizer, from, to) -> {
                    Profiles chunk = profiles.slice(from, to);
                    Outcome ours = outcome(mechanism, maximizer, chunk);
                    return new Pair(ours, same ? ours : outcome(vcg, maximizer, chunk));
                },
                pair -> {
                    collected.add(pair);
                    progress.accept(collected.filled);
                });
        if (collected.visited) {
            return collected;
        }
        Arrays.fill(collected.visits, 0);
        solvers.forEach(
                profiles.count(),
                (solver, from, to) -> {
                    try (Measures.Optimal visits =
                            solver.hard(mechanism.mechanism().grand(), profiles.slice(from, to))) {
                        if (environment.losses().isEmpty()) {
                            visits.decided();
                        }
                        return collected.visits(visits, from);
                    }
                },
                collected::addVisits);
        return collected;
    }

    /** A way to run a task over all profiles with exact maximizers. */
    private interface Route {
        <R> void forEach(int count, Workers.Task<Maximizer, R> task, Consumer<R> consumer);
    }

    private record Pair(Outcome mechanism, Outcome vcg) {}

    /** Per-profile numbers, filled in order. */
    private final class Collected {
        private final double[] ours;
        private final double[] vcgs;
        private final double[] revenue;
        private final double[] vcgRevenue;
        private final double[] payments = new double[environment.agentCount()];
        private final double[] visits = new double[environment.mdp().pairCount()];
        private final Reals stakes = Stakes.of(environment);
        /** By profile, what exact arithmetic has settled of the mechanism. */
        private final Map<Integer, ExactOutcome> settled = new HashMap<>();

        private WorstAmount loss = WorstAmount.NONE;
        private Settling settling = Settling.none(environment.agentCount());
        private int filled;
        /** Whether the outcomes have told all visits. */
        private boolean visited = true;

        Collected(int count) {
            ours = new double[count];
            vcgs = new double[count];
            revenue = new double[count];
            vcgRevenue = new double[count];
        }

        @SuppressWarnings("ReferenceEquality") // One outcome stands for both where VCG is the mechanism.
        void add(Pair pair) {
            Outcome mine = pair.mechanism;
            Outcome other = pair.vcg;
            settling = settling.with(mine);
            settling = mine == other ? settling : settling.with(other);
            double[] sum = new double[visits.length];
            visited &= mine.addVisits(sum);
            if (visited) {
                addVisits(sum);
            }
            int first = filled;
            mine.exact().forEach((b, exact) -> settled.put(first + b, exact));
            for (int b = 0; b < mine.count(); b++) {
                revenue[filled] = mine.revenue(b);
                vcgRevenue[filled] = other.revenue(b);
                ours[filled] = objective.value(revenue[filled], mine.welfare(b), mine.losses(b));
                vcgs[filled] = objective.value(vcgRevenue[filled], other.welfare(b), other.losses(b));
                filled++;
                for (int i = 0; i < payments.length; i++) {
                    payments[i] += mine.payment(i, b) / ours.length;
                    loss = loss.or(0 - mine.utility(i, b), i, stakes);
                }
            }
        }

        /** The visits of a chunk, summed over its profiles, where exact arithmetic has the last word. */
        double[] visits(Measures chunk, int from) {
            int count = chunk.count();
            if (IntStream.range(from, from + count).noneMatch(settled::containsKey)) {
                return chunk.sum();
            }
            double[] table = chunk.toArray();
            double[] sum = new double[visits.length];
            for (int b = 0; b < count; b++) {
                ExactOutcome exact = settled.get(from + b);
                if (exact != null) {
                    exact.fillVisits(table, count, b);
                }
                for (int pair = 0; pair < sum.length; pair++) {
                    sum[pair] += table[pair * count + b];
                }
            }
            return sum;
        }

        void addVisits(double[] sum) {
            Arrays.setAll(visits, pair -> visits[pair] + sum[pair] / ours.length);
        }

        Evaluation evaluation(@Nullable Exactness exactness) {
            Evaluation.Estimates estimates = new Evaluation.Estimates(
                    objective.reported(Estimate.of(ours)),
                    objective.reported(Estimate.of(vcgs)),
                    objective.reported(Estimate.ofDifference(ours, vcgs)));
            return new Evaluation(
                    estimates,
                    loss,
                    Reals.of(visits),
                    Reals.of(revenue),
                    Reals.of(vcgRevenue),
                    Reals.of(payments),
                    exactness,
                    settling);
        }
    }
}
