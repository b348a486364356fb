package org.dynama.ama.menu.candidates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Estimate;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;

/**
 * What a menu grows from: the candidates of some families, with their boosts times a factor, that earn most on common profiles.
 *
 * @param pool of candidates
 * @param gradient of the pool's menu
 * @param weights of agents
 * @param size entries, at most
 */
record Bases(Pool pool, MenuGradient gradient, Profiles common, Reals weights, int size) {
    private static final List<Set<Seed.Family>> FAMILIES = List.of(
            EnumSet.of(Seed.Family.IDLE, Seed.Family.SINGLE),
            EnumSet.of(Seed.Family.IDLE, Seed.Family.LOTTERY),
            EnumSet.of(Seed.Family.IDLE, Seed.Family.LOTTERY, Seed.Family.BYWAY),
            EnumSet.of(Seed.Family.IDLE, Seed.Family.DRAWN),
            EnumSet.complementOf(EnumSet.of(Seed.Family.GIVEN)),
            EnumSet.of(Seed.Family.GIVEN));
    private static final double[] FACTORS = {0, 0.5, 0.75, 0.9, 1, 1.25};

    /**
     * Orbits to begin with.
     *
     * @param held by orbit, whether it is one of them
     * @param boosts by orbit
     * @param mean of the objective on common profiles
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Base(boolean[] held, double[] boosts, double mean) {}

    /** The best of them. */
    Base best(MenuWatcher watcher) {
        Base most = null;
        long[] chosen = gradient.evaluation(new AmaParameters(weights, pool.boosts()), common)
                .needed();
        int tried = 0;
        for (Set<Seed.Family> families : FAMILIES) {
            if (pool.seeds().stream().noneMatch(seed -> families.contains(seed.family()))) {
                continue;
            }
            boolean[] held = held(families, chosen);
            double[] means = means(held);
            for (int f = 0; f < FACTORS.length; f++) {
                if (Double.isFinite(means[f]) && (most == null || means[f] > most.mean())) {
                    most = new Base(held, boosts(FACTORS[f]), means[f]);
                }
                tried++;
                double done = tried / (double) (FAMILIES.size() * FACTORS.length);
                watcher.at("bases", tried, done, new Estimate(means[f], Double.NaN, common.count()));
            }
        }
        if (most == null) {
            throw new IllegalStateException("no family of candidates leaves every agent out somewhere");
        }
        return most;
    }

    /** What the orbits that are held earn, by factor of their boosts. */
    private double[] means(boolean... held) {
        CommonState[] states = new CommonState[FACTORS.length];
        double[][] boosts = new double[FACTORS.length][];
        for (int f = 0; f < FACTORS.length; f++) {
            states[f] = new CommonState(gradient.objective, weights, common.count());
            boosts[f] = boosts(FACTORS[f]);
        }
        OrbitRows rows = new OrbitRows(pool.world(), gradient, common, weights);
        List<int[]> members = pool.members();
        for (int g = 0; g < held.length; g++) {
            if (held[g]) {
                rows.fill(members.get(g));
                for (int f = 0; f < FACTORS.length; f++) {
                    states[f].add(rows, boosts[f][g]);
                }
            }
        }
        return Arrays.stream(states).mapToDouble(CommonState::mean).toArray();
    }

    /** Whole orbits of the families, those that are chosen most often first, as many as there is room for. */
    private boolean[] held(Set<Seed.Family> families, long[] chosen) {
        List<int[]> members = pool.members();
        long[] often = new long[members.size()];
        List<Integer> wanted = new ArrayList<>();
        for (int g = 0; g < often.length; g++) {
            often[g] = Arrays.stream(members.get(g)).mapToLong(k -> chosen[k]).sum();
            boolean isWanted = Arrays.stream(members.get(g))
                    .anyMatch(k -> families.contains(pool.seeds().get(k).family()));
            if (isWanted) {
                wanted.add(g);
            }
        }
        wanted.sort(Comparator.<Integer>comparingLong(g -> -often[g]).thenComparing(g -> g));
        boolean[] held = new boolean[often.length];
        int room = size;
        for (int g : wanted) {
            if (members.get(g).length <= room) {
                held[g] = true;
                room -= members.get(g).length;
            }
        }
        return held;
    }

    /** By orbit, times a factor; what the designer earns is left as it is. */
    private double[] boosts(double factor) {
        double[] boosts = new double[pool.orbitCount()];
        List<int[]> members = pool.members();
        for (int g = 0; g < boosts.length; g++) {
            int[] orbit = members.get(g);
            boosts[g] = IntStream.of(orbit)
                            .mapToDouble(k -> {
                                double designer = pool.world().designer().get(k);
                                boolean isGiven = pool.seeds().get(k).family() == Seed.Family.GIVEN;
                                return designer
                                        + (isGiven ? 1 : factor)
                                                * (pool.boosts().get(k) - designer);
                            })
                            .sum()
                    / orbit.length;
        }
        return boosts;
    }
}
