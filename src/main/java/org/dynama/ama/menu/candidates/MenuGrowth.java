package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.Workers;

/**
 * Grows a menu by orbits of a pool, the one that adds most first, each with the best of a few boosts, as long as the mean
 * objective on common profiles rises: greedy, and lazily so, for what an orbit adds seldom rises as others come before it.
 */
final class MenuGrowth {
    /** An addition must add so much, beside the objective. */
    private static final double LEAST = 1e-6;

    private static final double[] FACTORS = {1, 0.5, 0.75, 1.25};

    private final Profiles common;
    private final OrbitRows rows;
    private final List<int[]> members;
    private final CommonState state;
    private final double[] boosts;
    private final double[] designer;
    private final boolean[] held;
    private int size;

    /**
     * A menu of some orbits.
     *
     * @param boosts by orbit, of those that are held
     */
    MenuGrowth(Pool pool, MenuGradient gradient, Profiles common, Reals weights, boolean[] held, double[] boosts) {
        this.common = common;
        this.held = held.clone();
        this.boosts = boosts.clone();
        members = pool.members();
        designer = members.stream()
                .mapToDouble(orbit -> pool.world().designer().get(orbit[0]))
                .toArray();
        state = new CommonState(gradient.objective, weights, common.count());
        rows = new OrbitRows(pool.world(), gradient, common, weights);
        for (int g = 0; g < held.length; g++) {
            if (held[g]) {
                rows.fill(members.get(g));
                state.add(rows, boosts[g]);
                size += members.get(g).length;
            }
        }
    }

    private record Offer(int orbit, Addition addition, int round) {}

    /** Adds orbits up to so many entries. */
    void grow(int most, int threads, MenuWatcher watcher) {
        if (size >= most) {
            return;
        }
        PriorityQueue<Offer> offers =
                new PriorityQueue<>(Comparator.comparingDouble((Offer offer) -> -offer.addition.gain())
                        .thenComparingInt(Offer::orbit));
        offers.addAll(offers(threads));
        int round = 0;
        while (!offers.isEmpty() && size < most) {
            Offer offer = offers.remove();
            int[] orbit = members.get(offer.orbit);
            if (size + orbit.length > most) {
                continue;
            }
            if (!(offer.addition.gain() > LEAST * Math.abs(state.mean()))) {
                break;
            }
            rows.fill(orbit);
            if (offer.round < round) {
                offers.add(new Offer(offer.orbit, state.best(rows, tried(offer.orbit)), round));
                continue;
            }
            held[offer.orbit] = true;
            boosts[offer.orbit] = offer.addition.boost();
            size += orbit.length;
            state.add(rows, offer.addition.boost());
            round++;
            double done = Math.min(1, size / (double) most);
            watcher.at("additions", round, done, new Estimate(state.mean(), Double.NaN, common.count()));
        }
    }

    /** Adds the orbits that there is room for, with the largest boosts that change nothing: an ascent may raise them. */
    void fill(int most) {
        for (int g = 0; g < held.length; g++) {
            if (!held[g] && size + members.get(g).length <= most) {
                rows.fill(members.get(g));
                held[g] = true;
                boosts[g] = state.idle(rows);
                size += members.get(g).length;
            }
        }
    }

    private double[] tried(int orbit) {
        return Arrays.stream(FACTORS)
                .map(factor -> designer[orbit] + factor * (boosts[orbit] - designer[orbit]))
                .toArray();
    }

    private List<Offer> offers(int threads) {
        int[] open = new int[held.length];
        int count = 0;
        for (int g = 0; g < held.length; g++) {
            open[count] = g;
            count += held[g] ? 0 : 1;
        }
        int[] tried = Arrays.copyOf(open, count);
        List<Offer> offers = new ArrayList<>();
        try (Workers<OrbitRows> workers = new Workers<>(rows::view, threads)) {
            workers.forEach(
                    count,
                    1,
                    (own, from, to) -> {
                        own.fill(members.get(tried[from]));
                        return new Offer(tried[from], state.view().best(own, tried(tried[from])), 0);
                    },
                    offers::add);
        }
        return offers;
    }

    boolean[] held() {
        return held.clone();
    }

    /** By orbit, of those that are held. */
    double[] boosts() {
        return boosts.clone();
    }

    double mean() {
        return state.mean();
    }
}
