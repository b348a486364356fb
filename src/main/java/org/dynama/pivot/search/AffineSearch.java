package org.dynama.pivot.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.pivot.mechanism.PivotMechanism;
import org.dynama.pivot.mechanism.PivotSolver;
import org.dynama.pivot.world.AffineWorld;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.Boost;
import org.dynama.pivot.world.PivotStage;
import org.dynama.refusal.Refusal;

/**
 * Simulated annealing for the weights and boosts with the most revenue. Each trial is solved and evaluated exactly. The pivot
 * mechanism is the first trial, so that nothing found earns less. Trial {@code k} draws the {@code k}-th generator of the stream:
 * the search goes on from a stored state to the same bits, on any number of threads.
 *
 * <p>Revenue is a step function of boosts but for what the boosts themselves cost, so that derivatives
 * lead from jump to jump at best; annealing crosses them.
 *
 * <p>Source: Kirkpatrick, Gelatt and Vecchi (1983), Optimization by Simulated Annealing.
 */
public final class AffineSearch {
    /** First steps and temperatures, in units; the last ones are so many times smaller. */
    private static final double STEP = 1;

    private static final double TEMPERATURE = 0.02;
    private static final double COOLING = 0.01;

    private final AffineWorld start;
    private final AllocationWorld world;
    private final List<Boost> boosts;
    private final Settings settings;
    private final int threads;
    private final RandomStream stream;
    private final double unit;
    private final AffineMoves moves;

    /**
     * How to search.
     *
     * @param evaluations trials in all
     * @param weights whether weights are searched besides boosts
     * @param annealings how often the search cools down; each begins at the best trial so far
     * @param wanted what is to be large
     */
    public record Settings(int evaluations, boolean weights, int annealings, Wanted wanted) {
        /** For revenue. */
        public Settings(int evaluations, boolean weights, int annealings) {
            this(evaluations, weights, annealings, Wanted.REVENUE);
        }
    }

    /** What a search maximizes. */
    public enum Wanted {
        /** What agents pay. */
        REVENUE,
        /** That, and what the designer earns by what is done. */
        PROFIT
    }

    /**
     * A search.
     *
     * @param start weights and boosts to begin with, besides the pivot mechanism; its boosts are those that are searched, or, if
     *     it has none, one of each action
     */
    public AffineSearch(AffineWorld start, Settings settings, RandomStream stream, int threads) {
        this.start = start;
        this.settings = settings;
        this.stream = stream;
        this.threads = threads;
        world = start.world();
        boolean free = start.boosts().isEmpty();
        boosts = free ? ofActions(world) : start.boosts();
        unit = unit(world);
        // A season that ends sooner or later is the longer, the more every action is boosted.
        moves = new AffineMoves(unit, settings.weights, free && !world.isTotal());
    }

    /** One for each action that is possible before a season is over. */
    private static List<Boost> ofActions(AllocationWorld world) {
        BitSet ends = world.ends();
        return IntStream.range(0, world.actions().size())
                .filter(a -> ends.isEmpty()
                        || IntStream.range(0, world.stateCount())
                                .filter(s -> !ends.get(s))
                                .anyMatch(s -> Arrays.binarySearch(
                                                world.stages().get(0).used(s), a)
                                        >= 0))
                .mapToObj(a -> new Boost(a, 0))
                .toList();
    }

    /** The largest amount of an agent's in a period, or at the end; 1 where there is none. */
    private static double unit(AllocationWorld world) {
        double unit = world.terminal().utilities().stream()
                .flatMapToDouble(Reals::stream)
                .map(Math::abs)
                .reduce(0, Math::max);
        for (PivotStage stage : world.stages()) {
            for (int s = 0; s < world.stateCount(); s++) {
                for (int a : stage.used(s)) {
                    for (int i = 0; i < world.agentCount(); i++) {
                        for (int k = 0; k < stage.types(i); k++) {
                            unit = Math.max(unit, Math.abs(stage.utility(i, s, a, k)));
                        }
                    }
                }
            }
        }
        return unit == 0 ? 1 : unit;
    }

    /** The state before the first trial. */
    public AffineState begin() {
        AffineTrial pivot = evaluated(new AffineTrial(
                Reals.filled(world.agentCount(), 1), Reals.filled(boosts.size(), 0), Double.NEGATIVE_INFINITY));
        double[] amounts = boosts.stream().mapToDouble(Boost::amount).toArray();
        AffineTrial given = evaluated(new AffineTrial(start.weights(), Reals.of(amounts), Double.NEGATIVE_INFINITY));
        AffineTrial best = pivot.or(given, unit);
        return new AffineState(0, pivot, best, best, 0);
    }

    /** Whether a state is the last. */
    public boolean done(AffineState state) {
        return state.evaluations() >= settings.evaluations;
    }

    /** The share of all trials that is behind. */
    public double progress(AffineState state) {
        return settings.evaluations == 0 ? 1 : state.evaluations() / (double) settings.evaluations;
    }

    /** One trial. */
    public AffineState advance(AffineState state) {
        int k = state.evaluations();
        double phase = (double) k * settings.annealings / settings.evaluations;
        double cooling = Math.pow(COOLING, phase - Math.floor(phase));
        boolean begins =
                k > 0 && Math.floor(phase) > Math.floor((k - 1.0) * settings.annealings / settings.evaluations);
        AffineTrial from = begins ? state.best() : state.current();
        SplittableRandom random = new SplittableRandom(stream.bits(k, 1)[0]);
        AffineTrial next = evaluated(moves.next(from, STEP * Math.sqrt(cooling), random));
        double loss = from.revenue() - next.revenue();
        boolean taken = loss <= 0 || random.nextDouble() < Math.exp(-loss / (TEMPERATURE * unit * cooling));
        AffineTrial best = state.best().or(next, unit);
        int found = next.isBetterThan(state.best(), unit) ? k + 1 : state.found();
        return new AffineState(k + 1, state.pivot(), taken ? next : from, best, found);
    }

    /** What a state has found. */
    public AffineWorld found(AffineState state) {
        return state.best().of(world, boosts);
    }

    /** A trial whose amounts are too large to calculate with earns nothing. */
    private AffineTrial evaluated(AffineTrial trial) {
        double revenue;
        try {
            PivotMechanism mechanism = PivotSolver.solve(trial.of(world, boosts), threads, share -> {});
            revenue = settings.wanted == Wanted.REVENUE ? Revenue.of(mechanism) : Revenue.profit(mechanism);
        } catch (Refusal tooLarge) {
            revenue = Double.NEGATIVE_INFINITY;
        }
        return new AffineTrial(trial.weights(), trial.boosts(), revenue);
    }
}
