package org.dynama.ama.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.search.SearchState.Candidate;
import org.dynama.baseline.ProfileGrid;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.RewardScale;

/**
 * A search that goes on by simulated annealing where types are finitely many: there an objective jumps, the best points lie
 * beside jumps, and derivatives of smoothed problems stop short of them. Every trial is exact, on all profiles with their
 * probabilities.
 *
 * <p>A step moves one boost, several by the same amount, or several each by its own, in any of the ways to share boosts; how
 * far varies over two orders of magnitude, since nobody knows how far the next jump is. With {@code done} the share of all
 * steps, states count steps as {@link SearchState#points()}, and {@link SearchState#starts()} holds where annealing stands.
 */
final class Annealed implements SearchMethod {
    /** Trials of a step, of which the best is looked at. */
    private static final int BATCH = 16;

    /** How often it cools down, in turn from the best so far and, hotter, from VCG: the best may lie in another basin. */
    private static final int ANNEALINGS = 8;

    /** What all trials together may take: profiles times economies times state-action pairs. */
    private static final double WORK = 2e9;

    private static final int MOST_STEPS = 8_000;

    /** Fewer lead nowhere. */
    private static final int FEWEST_STEPS = 20;

    /** A typical step at first, in units of reward, and the losses that are then taken. */
    private static final double STEP = 0.3;

    private static final double TEMPERATURE = 0.02;

    /** Both at the end of an annealing, beside the first. */
    private static final double COOLED = 1e-3;

    private static final double HOTTER = 5;

    /** A weight moves so far beside a boost, as a logarithm. */
    private static final double LOGARITHM = 0.3;

    private static final double LIGHTEST = 1e-3;
    private static final double HEAVIEST = 1e3;

    private static final double SPREAD = 1.5;

    private final SearchTask task;
    private final SearchMethod before;
    private final Trials trials;
    private final List<Parametrization> coordinates;
    private final RandomStream stream;
    private final double unit;
    private final int steps;

    Annealed(SearchTask task, SearchMethod before, List<Sharing> sharings) {
        this.task = task;
        this.before = before;
        trials = new Trials(task);
        boolean weights = task.settings().coordinates().weights();
        coordinates = sharings.stream()
                .map(sharing -> new Parametrization(task.environment(), sharing, weights))
                .toList();
        stream = task.stream().child("annealing");
        unit = RewardScale.largest(task.environment());
        steps = steps(task.environment());
    }

    /** Whether all profiles are validated on, and trials on them are cheap enough to lead anywhere. */
    static boolean fits(SearchTask task) {
        return Trials.isExact(task) && steps(task.environment()) >= FEWEST_STEPS;
    }

    private static int steps(Environment environment) {
        double trial = ProfileGrid.profiles(environment)
                * (environment.agentCount() + 1)
                * environment.mdp().pairCount();
        return (int) Math.min(MOST_STEPS, WORK / (BATCH * trial));
    }

    @Override
    public SearchState begin(DoubleConsumer progress) {
        return before.begin(progress);
    }

    @Override
    public boolean done(SearchState state) {
        return before.done(state) && state.points() >= steps;
    }

    @Override
    public double progress(SearchState state) {
        double first = before.progress(state);
        return (first + (double) state.points() / steps) / 2;
    }

    @Override
    public String where(SearchState state) {
        return before.done(state) ? "annealing step " + (state.points() + 1) : before.where(state);
    }

    @Override
    public Candidate held(SearchState state) {
        return before.held(state);
    }

    @Override
    public SearchState advance(SearchState state, Consumer<TraceRow> trace) {
        if (!before.done(state)) {
            return before.advance(state, trace);
        }
        int step = state.points();
        double phase = (double) step * ANNEALINGS / steps;
        boolean begins = step == 0 || Math.floor(phase) > Math.floor((step - 1.0) * ANNEALINGS / steps);
        double cooling = Math.pow(COOLED, phase - Math.floor(phase));
        boolean isAfresh = ((int) phase) % 2 == 1;
        double heat = isAfresh ? HOTTER : 1;
        Candidate from = !begins ? state.starts().get(0) : isAfresh ? trials.vcg() : state.best();
        SplittableRandom random = new SplittableRandom(stream.bits(step, 1)[0]);
        List<AmaParameters> moved = new ArrayList<>();
        while (moved.size() < BATCH) {
            moved.add(moved(from.parameters(), STEP * Math.sqrt(heat * cooling), random));
        }
        List<Candidate> next = Trials.best(trials.validatedAll(moved), 1);
        Candidate best = Trials.best(concat(state.best(), next), 1).get(0);
        Candidate current = next.isEmpty() || !isTaken(from, next.get(0), heat * cooling, random) ? from : next.get(0);
        trace.accept(task.row("annealing", 1 + (int) Math.floor(phase), step + 1, current));
        return new SearchState(state.phase(), List.of(current), null, List.of(), best, step + 1);
    }

    private static List<Candidate> concat(Candidate first, List<Candidate> rest) {
        List<Candidate> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private boolean isTaken(Candidate from, Candidate to, double cooling, SplittableRandom random) {
        double loss = from.validation().mean() - to.validation().mean();
        return loss <= 0 || random.nextDouble() < Math.exp(-loss / (TEMPERATURE * unit * cooling));
    }

    private AmaParameters moved(AmaParameters from, double size, SplittableRandom random) {
        Parametrization ways = coordinates.get(random.nextInt(coordinates.size()));
        double[] move = new double[ways.size()];
        double step = size * Math.exp(SPREAD * random.nextGaussian());
        int count = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(Math.min(4, move.length));
        boolean together = random.nextBoolean();
        double same = random.nextGaussian();
        for (int k = 0; k < count; k++) {
            int at = random.nextInt(move.length);
            double far = step * (together ? same : random.nextGaussian());
            // Weights move by their logarithms: one step must not carry them out of reach.
            move[at] = at < ways.sharing().size() ? far : Math.max(-1, Math.min(1, LOGARITHM * far));
        }
        // A move in shared coordinates leaves what is not shared as it is.
        AmaParameters by = ways.parameters(move);
        AmaParameters none = ways.parameters(new double[move.length]);
        double[] boosts = from.boosts().toArray();
        Arrays.setAll(
                boosts,
                pair -> boosts[pair] + by.boosts().get(pair) - none.boosts().get(pair));
        double[] weights = from.weights().toArray();
        Arrays.setAll(
                weights,
                i -> Math.max(
                        LIGHTEST, Math.min(HEAVIEST, weights[i] * by.weights().get(i))));
        return new AmaParameters(Reals.of(weights), Reals.of(boosts));
    }
}
