package org.dynama.ama.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.mechanism.LpMaximizer;
import org.dynama.ama.mechanism.Maximizer;
import org.dynama.ama.mechanism.Outcome;
import org.dynama.ama.mechanism.SettledMechanism;
import org.dynama.ama.objective.Estimate;
import org.dynama.ama.objective.Objective;
import org.dynama.baseline.WeightedProfiles;
import org.dynama.exact.Exactness;
import org.dynama.exact.OccupancyLp;
import org.dynama.model.Profiles;
import org.dynama.model.Workers;
import org.dynama.solver.Measures;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;
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
    /** What VCG and bounds are of; null where they are of the same environment. */
    private final @Nullable ExactEvaluation whole;

    /** An evaluation on any profiles. */
    public ExactEvaluation(Environment environment, Objective objective, Solvers solvers) {
        this(environment, objective, solvers, false, null);
    }

    private ExactEvaluation(
            Environment environment,
            Objective objective,
            Solvers solvers,
            boolean drawn,
            @Nullable ExactEvaluation whole) {
        this.drawn = drawn;
        this.whole = whole;
        this.environment = environment;
        this.objective = objective;
        this.solvers = solvers;
    }

    /** The same on profiles that are drawn from the agents' distributions: see {@link SettledMechanism#drawnOutcome}. */
    public ExactEvaluation ofDrawn() {
        return new ExactEvaluation(environment, objective, solvers, true, whole == null ? null : whole.ofDrawn());
    }

    /**
     * The same next to VCG of another environment with the same agents, of which bounds are, too: the world that a menu is of.
     *
     * @param other an evaluation in it
     */
    public ExactEvaluation beside(ExactEvaluation other) {
        return new ExactEvaluation(environment, objective, solvers, drawn, drawn ? other.ofDrawn() : other);
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
        Exactness[] worst = {Exactness.NONE};
        Collected vcg = whole == null ? null : whole.linear(whole.vcg(), profiles, done -> {}, worst);
        return linear(parameters, profiles, progress, worst).beside(vcg).evaluation(worst[0]);
    }

    private Collected linear(AmaParameters parameters, Profiles profiles, IntConsumer progress, Exactness[] worst) {
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
            workers.forEachIdle(program -> worst[0] = worst[0].and(program.lp().exactness()));
            return collected;
        }
    }

    /** By backward induction in batches. */
    public Evaluation byDynamicPrograms(AmaParameters parameters, Profiles profiles, IntConsumer progress) {
        Collected vcg =
                whole == null ? null : whole.collect(whole.byDynamicPrograms(drawn), whole.vcg(), profiles, done -> {});
        return collect(byDynamicPrograms(drawn), parameters, profiles, progress)
                .beside(vcg)
                .evaluation(null);
    }

    /**
     * By dynamic programs, each optimum proven by a linear program that starts from their policy: for worlds so large that a
     * program alone takes much longer.
     */
    public Evaluation byProof(AmaParameters parameters, Profiles profiles, IntConsumer progress) {
        Proofs proofs = new Proofs(environment, solvers);
        Proofs others = whole == null ? proofs : new Proofs(whole.environment, whole.solvers);
        Collected vcg = whole == null ? null : whole.collect(others, whole.vcg(), profiles, done -> {});
        Collected mine = collect(proofs, parameters, profiles, progress);
        Exactness exactness =
                whole == null ? proofs.exactness() : proofs.exactness().and(others.exactness());
        return mine.beside(vcg).evaluation(exactness);
    }

    private AmaParameters vcg() {
        return AmaParameters.vcg(environment);
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
     * @param ratio of the means: objective over bound, or bound over objective where small is good, or the bound is a loss
     * @param bound the mean bound
     */
    public record Share(Estimate ratio, Estimate bound) {}

    /**
     * Measures the share by backward induction; exactly where all profiles are given.
     *
     * @param progress told which share of the work is done, in [0, 1]
     */
    public Share share(AmaParameters parameters, Bound bound, WeightedProfiles profiles, DoubleConsumer progress) {
        double work = 2.0 * profiles.profiles().count();
        IntConsumer first = done -> progress.accept(done / work);
        IntConsumer second = done -> progress.accept(0.5 + done / work);
        AmaParameters attaining = bound.attaining();
        ExactEvaluation bounded = whole == null ? this : whole;
        double[] limit = attaining == null
                ? bound.values(profiles.profiles(), bounded.environment.mdp().pairCount(), first)
                : bounded.objectives(bounded.objective, attaining, profiles.profiles(), first);
        double[] ours = objectives(objective, parameters, profiles.profiles(), second);
        Arrays.setAll(ours, b -> objective.reported(ours[b]));
        boolean isCost = objective.sense() == Objective.Sense.MIN || profiles.mean(limit) < 0;
        double[] less = isCost ? limit : ours;
        double[] more = isCost ? ours : limit;
        if (profiles.isEnumerated()) {
            return new Share(
                    new Estimate(profiles.mean(less) / profiles.mean(more), 0, ours.length),
                    new Estimate(profiles.mean(limit), 0, ours.length));
        }
        return new Share(Estimate.ofRatio(less, more), Estimate.of(limit));
    }

    private double[] objectives(Objective wanted, AmaParameters parameters, Profiles profiles, IntConsumer progress) {
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
                    progress.accept(filled[0]);
                });
        return values;
    }

    private Collected collect(Route route, AmaParameters parameters, Profiles profiles, IntConsumer progress) {
        SettledMechanism mechanism = new SettledMechanism(environment, parameters);
        SettledMechanism vcg = new SettledMechanism(environment, vcg());
        // Of another environment it is told later.
        boolean same = whole != null || parameters.equals(vcg.mechanism().parameters());
        Collected collected = new Collected(environment, objective, profiles.count());
        Distinct distinct = Distinct.of(profiles);
        Profiles solved = distinct == null ? profiles : distinct.profiles();
        Consumer<Collected.Pair> consumer = pair -> {
            collected.add(pair);
            progress.accept(collected.filled());
        };
        List<Collected.Pair> once = new ArrayList<>();
        route.forEach(
                solved.count(),
                (maximizer, from, to) -> {
                    Profiles chunk = solved.slice(from, to);
                    Outcome ours = outcome(mechanism, maximizer, chunk);
                    return new Collected.Pair(ours, same ? ours : outcome(vcg, maximizer, chunk));
                },
                distinct == null ? consumer : once::add);
        if (distinct != null) {
            collected.add(once, distinct);
            progress.accept(collected.filled());
        }
        if (collected.toldVisits()) {
            return collected;
        }
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
    interface Route {
        <R> void forEach(int count, Workers.Task<Maximizer, R> task, Consumer<R> consumer);
    }
}
