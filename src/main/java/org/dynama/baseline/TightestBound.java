package org.dynama.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dynama.model.Loss;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.world.Absence;
import org.dynama.world.Environment;

/**
 * The one door to bounds: the least of all that this package knows for what is wanted in a world, by name.
 *
 * <p>Which is least is decided on 2,048 profiles drawn for it (fewer where there are more than 2,048 state-action pairs), or on all
 * profiles where there are no more; so the choice is quick, and the bound is then a mean over any profiles.
 * Optima by linear programs are among them where these are small.
 *
 * <p>Bounds on payments hold where nobody can be made to lose by taking part: see {@link Environment#nobodyLoses()}.
 */
public final class TightestBound {
    /** By how much less, relatively, a later bound must be to be preferred: more than rounding. */
    private static final double LESS = 1e-11;

    /** What a bound is in each of some profiles; its mean is the bound. */
    private record Candidate(String kind, Function<Profiles, double[]> each) {}

    /**
     * A bound that was considered.
     *
     * @param kind its word in records
     * @param mean its mean on the profiles on which the least was chosen
     */
    public record Known(String kind, double mean) {}

    private final Candidate best;
    private final double factor;
    private final List<Known> known;

    private TightestBound(Candidate best, double factor, List<Known> known) {
        this.best = best;
        this.factor = factor;
        this.known = List.copyOf(known);
    }

    /** Baselines that bound any world whose types stay, but for optima; the tightest is not always the last. */
    public static List<Baseline> baselines(int threads) {
        return List.of(
                new FullInformation(threads),
                new VirtualTypeBound(threads),
                new CanonicalFlow(threads),
                new MixedFlows(threads));
    }

    /**
     * The least bound for mechanisms in which truth is a dominant strategy and nobody ever loses.
     *
     * @param threads 0 for one per processor; no number depends on it
     * @return empty where nobody can say what agents would lose, so that payments have no bound
     */
    public static Optional<TightestBound> of(Environment environment, Aim aim, int threads) {
        if (aim.payments() == 0) {
            String kind = aim.welfare() == 0 ? "full-information" : "first-best";
            Candidate all = new Candidate(kind, largest(environment, aim.welfare(), aim.visits(), threads));
            return Optional.of(new TightestBound(all, 1, List.of()));
        }
        if (!environment.nobodyLoses() || environment.absence() instanceof Absence.Retyped) {
            return Optional.empty();
        }
        double welfare = aim.welfare() / aim.payments();
        Environment world = environment.withDesigner(aim.visits().times(1 / aim.payments()));
        VirtualTypeBound simple = new VirtualTypeBound(Math.max(0, welfare), 1, threads);
        if (welfare >= 0 && simple.misfit(world).isEmpty() && simple.isAttained(world)) {
            return Optional.of(new TightestBound(candidate(simple, world, "myerson"), aim.payments(), List.of()));
        }
        List<Candidate> candidates = new ArrayList<>();
        if (welfare >= 0) {
            candidates.addAll(SmallOptima.of(world, welfare, threads).stream()
                    .map(optimum -> new Candidate(optimum.kind(), constant(optimum.bound())))
                    .toList());
            List<FlowBaseline> flows =
                    List.of(simple, new CanonicalFlow(welfare, threads), new MixedFlows(welfare, threads));
            for (FlowBaseline flow : flows) {
                if (flow.misfit(world).isEmpty()) {
                    candidates.add(candidate(flow, world, flow.name().replace(' ', '-')));
                }
            }
        }
        candidates.add(new Candidate("welfare", largest(world, 1 + welfare, world.designer(), threads)));
        return Optional.of(least(candidates, aim.payments(), ChoiceSample.of(world)));
    }

    private static TightestBound least(List<Candidate> candidates, double factor, WeightedProfiles few) {
        List<Known> known = new ArrayList<>();
        Candidate best = candidates.get(candidates.size() - 1);
        double least = Double.POSITIVE_INFINITY;
        for (Candidate candidate : candidates) {
            double mean = few.mean(candidate.each.apply(few.profiles()));
            known.add(new Known(candidate.kind, mean * factor));
            if (mean < least - LESS * Math.abs(mean)) {
                least = mean;
                best = candidate;
            }
        }
        return new TightestBound(best, factor, known);
    }

    private static Candidate candidate(FlowBaseline flow, Environment world, String kind) {
        List<VirtualTypes> chosen = flow.chosen(world);
        return new Candidate(kind, profiles -> flow.virtual(world).values(profiles, chosen));
    }

    private static Function<Profiles, double[]> largest(Environment world, double weight, Reals visits, int threads) {
        return profiles ->
                BatchOptima.values(world, Reals.filled(world.agentCount(), weight), visits, profiles, threads);
    }

    private static Function<Profiles, double[]> constant(double value) {
        return profiles -> Reals.filled(profiles.count(), value).toArray();
    }

    /**
     * The least of a loss that is borne in the last action of a run only, one path leading to each: what a designer could reach who
     * knew all types. Its values are losses, as they are reported.
     */
    public static TightestBound leastLoss(Environment environment, Loss loss) {
        int pairs = environment.mdp().pairCount();
        return new TightestBound(
                new Candidate("full-information", profiles -> LeastLoss.of(loss, profiles, pairs)), 1, List.of());
    }

    /** Its word in records. */
    public String kind() {
        return best.kind;
    }

    /** All that were considered; empty where there was no choice. */
    public List<Known> known() {
        return known;
    }

    /** The bound in each profile, shape {@code [B]}; no mechanism's expectation exceeds its mean. */
    public double[] values(Profiles profiles) {
        double[] each = best.each.apply(profiles);
        Arrays.setAll(each, b -> factor * each[b]);
        return each;
    }
}
