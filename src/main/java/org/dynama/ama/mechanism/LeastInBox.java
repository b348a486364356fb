package org.dynama.ama.mechanism;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.MarginalEconomy.Found;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.world.WorstTypes;

/**
 * The least optimum over a box of one agent's types, profile by profile, by cutting planes: each policy's affine welfare is
 * linear in her type and nowhere above the optimum, so that the policies met so far bound it from below; the optimum where that
 * bound is least is the next one from above. There are finitely many policies, so both meet.
 *
 * <p>The value is the bound from below, which a lottery over the policies earns at every type of the box: nobody who is
 * charged against it loses by taking part.
 *
 * <p>Source: Kelley (1960), The Cutting-Plane Method for Solving Convex Programs.
 */
final class LeastInBox {
    /** Relative to what the optimum varies by. */
    private static final double GAP = 1e-13;

    private static final double ROUNDING = 0x1p-50;
    private static final int MOST_CUTS = 400;

    private final Maximizer maximizer;
    private final AffineWelfare welfare;
    private final RewardMap rewards;
    private final int agent;
    private final WorstTypes.Box box;
    /** Components that are not given. */
    private final int[] free;

    LeastInBox(Maximizer maximizer, AffineWelfare welfare, RewardMap rewards, int agent, WorstTypes.Box box) {
        this.maximizer = maximizer;
        this.welfare = welfare;
        this.rewards = rewards;
        this.agent = agent;
        this.box = box;
        free = IntStream.range(0, box.low().size())
                .filter(k -> box.low().get(k) < box.high().get(k))
                .toArray();
    }

    /** What is known of one profile. */
    private final class Search {
        private final CuttingPlanes planes = new CuttingPlanes(free.length);
        private final List<double[]> visits = new ArrayList<>();
        /** By free component, where she is in her range, in [0, 1]. */
        private double[] place = new double[free.length];

        private double[] best = place;
        private double least = Double.POSITIVE_INFINITY;
        private double error;
        private boolean done;

        Search() {
            Arrays.fill(place, 0.5);
        }

        void add(double value, double unsure, double[] policy) {
            if (Double.isNaN(value)) {
                // A linear program that was not solved says nothing.
                least = value;
                error = Double.POSITIVE_INFINITY;
                done = true;
                return;
            }
            double[] slopes = slopes(policy);
            double intercept = value;
            for (int k = 0; k < free.length; k++) {
                intercept -= slopes[k] * place[k];
            }
            if (value < least) {
                least = value;
                best = place;
            }
            error = Math.max(error, unsure);
            planes.add(intercept, slopes);
            visits.add(policy);
            place = planes.lowest();
            double gap = least - planes.bound();
            done = !(gap > GAP * planes.spread() + ROUNDING * Math.abs(value)) || visits.size() >= MOST_CUTS;
        }

        Reals type() {
            return at(done ? best : place);
        }

        private Reals at(double[] where) {
            double[] type = box.low().toArray();
            for (int k = 0; k < free.length; k++) {
                double high = box.high().get(free[k]);
                double low = box.low().get(free[k]);
                type[free[k]] = where[k] == 1 ? high : low + where[k] * (high - low);
            }
            return Reals.of(type);
        }

        void fill(double[] table, int count, int b) {
            double[] odds = planes.odds();
            for (int j = 0; j < odds.length; j++) {
                double[] policy = visits.get(j);
                for (int pair = 0; pair < policy.length && odds[j] > 0; pair++) {
                    table[pair * count + b] += odds[j] * policy[pair];
                }
            }
        }
    }

    /** What her components are worth over their ranges, if the policy is followed. */
    private double[] slopes(double[] policy) {
        double[] slopes = new double[free.length];
        double weight = welfare.weights().get(agent);
        for (int pair = 0; pair < policy.length; pair++) {
            for (int m = rewards.begin(pair); m < rewards.end(pair) && policy[pair] != 0; m++) {
                int k = rewards.agent(m) == agent ? Arrays.binarySearch(free, rewards.component(m)) : -1;
                if (k >= 0) {
                    slopes[k] += policy[pair] * weight * rewards.coefficient(m);
                }
            }
        }
        for (int k = 0; k < free.length; k++) {
            slopes[k] *= box.high().get(free[k]) - box.low().get(free[k]);
        }
        return slopes;
    }

    /** The least optimum in each profile, where it is, and the lottery that earns no less anywhere. */
    Found found(Profiles reports) {
        List<Search> searches =
                IntStream.range(0, reports.count()).mapToObj(b -> new Search()).toList();
        for (int[] open = open(searches); open.length > 0; open = open(searches)) {
            int[] numbers = open;
            Profiles at = reports.at(numbers)
                    .withTypes(agent, k -> searches.get(numbers[k]).type());
            BoundedValues values = maximizer.values(welfare, at);
            double[] visits = maximizer.occupancies(welfare, at);
            for (int k = 0; k < numbers.length; k++) {
                searches.get(numbers[k]).add(values.value(k), values.error(k), column(visits, numbers.length, k));
            }
        }
        return found(reports, searches);
    }

    private static int[] open(List<Search> searches) {
        return IntStream.range(0, searches.size())
                .filter(b -> !searches.get(b).done)
                .toArray();
    }

    private static double[] column(double[] table, int count, int b) {
        double[] column = new double[table.length / count];
        Arrays.setAll(column, row -> table[row * count + b]);
        return column;
    }

    private Found found(Profiles reports, List<Search> searches) {
        int count = reports.count();
        double[] values = new double[count];
        double[] errors = new double[count];
        double[] visits = new double[welfare.boosts().size() * count];
        for (int b = 0; b < count; b++) {
            Search search = searches.get(b);
            values[b] = Math.min(search.planes.bound(), search.least);
            errors[b] = search.least - values[b] + search.error;
            search.fill(visits, count, b);
        }
        Profiles at = reports.withTypes(agent, b -> searches.get(b).type());
        return new Found(new BoundedValues(values, errors), at, Reals.of(visits));
    }
}
