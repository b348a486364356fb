package org.dynama.ama.mechanism;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.world.WorstTypes;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's payment is held against: the economy without her, or the one with the worst type that she could have, which
 * is the grand economy with that type in the place of her report. Her own report changes neither.
 */
public final class MarginalEconomy {
    private final AffineWelfare welfare;
    private final RewardMap rewards;
    private final int agent;
    private final @Nullable WorstTypes worst;

    /**
     * An economy.
     *
     * @param welfare that is maximized
     * @param rewards of the environment
     * @param worst types of the agent; null where she is left out
     */
    MarginalEconomy(AffineWelfare welfare, RewardMap rewards, int agent, @Nullable WorstTypes worst) {
        this.rewards = rewards;
        this.welfare = welfare;
        this.agent = agent;
        this.worst = worst;
    }

    /** What is maximized in it, at the types of {@link Found#at}. */
    public AffineWelfare welfare() {
        return welfare;
    }

    /** Whether the agent counts in it, with another type than hers. */
    public boolean counts() {
        return worst != null;
    }

    /** Whether one policy is optimal in it, rather than a lottery over several. */
    public boolean isPure() {
        return worst == null || worst.areFinite();
    }

    /**
     * The economy of each of {@code B} profiles.
     *
     * @param values optima
     * @param at the profiles, with her worst type in the place of her report where she counts
     * @param visits shape {@code [S, A, B]}, flattened; of a lottery that is optimal whatever her type; null where the optimum at
     *     {@code at} is that
     */
    public record Found(
            BoundedValues values, Profiles at, @Nullable Reals visits) {}

    /** The optima. */
    public BoundedValues values(Maximizer maximizer, Profiles reports) {
        return worst == null ? maximizer.values(welfare, reports) : found(maximizer, reports).values;
    }

    /** Profiles in which the economy can be solved like any other: its optimum is theirs. */
    public Profiles at(Maximizer maximizer, Profiles reports) {
        return worst == null
                ? reports
                : worst.boxes().size() == 1 && worst.areFinite()
                        ? reports.withTypes(agent, b -> worst.boxes().get(0).low())
                        : found(maximizer, reports).at;
    }

    /** The optimal visits; shape {@code [S, A, B]}, flattened. */
    public double[] occupancies(Maximizer maximizer, Profiles reports) {
        if (worst == null || worst.areFinite()) {
            return maximizer.occupancies(welfare, at(maximizer, reports));
        }
        Found found = found(maximizer, reports);
        return found.visits == null ? maximizer.occupancies(welfare, found.at) : found.visits.toArray();
    }

    /** The optima, and where they are. */
    public Found found(Maximizer maximizer, Profiles reports) {
        if (worst == null) {
            return new Found(maximizer.values(welfare, reports), reports, null);
        }
        List<Found> all = new ArrayList<>();
        for (WorstTypes.Box box : worst.boxes()) {
            Profiles at = reports.withTypes(agent, b -> box.low());
            all.add(
                    box.isPoint()
                            ? new Found(maximizer.values(welfare, at), at, null)
                            : new LeastInBox(maximizer, welfare, rewards, agent, box).found(reports));
        }
        return all.size() == 1 ? all.get(0) : least(maximizer, reports, all);
    }

    private Found least(Maximizer maximizer, Profiles reports, List<Found> all) {
        int count = reports.count();
        double[] values = new double[count];
        double[] errors = new double[count];
        int[] best = new int[count];
        Arrays.fill(values, Double.POSITIVE_INFINITY);
        for (int k = 0; k < all.size(); k++) {
            BoundedValues here = all.get(k).values;
            for (int b = 0; b < count; b++) {
                errors[b] = Math.max(errors[b], here.error(b));
                if (here.value(b) < values[b] || Double.isNaN(here.value(b))) {
                    values[b] = here.value(b);
                    best[b] = k;
                }
            }
        }
        int dimension = reports.dimension();
        Profiles at = reports.withTypes(agent, b -> {
            double[] type = new double[dimension];
            Arrays.setAll(type, k -> all.get(best[b]).at.type(agent, k, b));
            return Reals.of(type);
        });
        return new Found(new BoundedValues(values, errors), at, visits(maximizer, all, best));
    }

    /** Of each profile those that belong to its least value. */
    private @Nullable Reals visits(Maximizer maximizer, List<Found> all, int[] best) {
        if (isPure()) {
            return null;
        }
        double[] visits = new double[welfare.boosts().size() * best.length];
        for (int k = 0; k < all.size(); k++) {
            Found here = all.get(k);
            double[] own = here.visits == null ? maximizer.occupancies(welfare, here.at) : here.visits.toArray();
            for (int at = 0; at < visits.length; at++) {
                visits[at] = best[at % best.length] == k ? own[at] : visits[at];
            }
        }
        return Reals.of(visits);
    }
}
