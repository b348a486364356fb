package org.dynama.ama.menu.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.mechanism.DpMaximizer;
import org.dynama.ama.menu.Menu;
import org.dynama.ama.menu.MenuBuilder;
import org.dynama.ama.menu.PolicyVisits;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.solver.pool.Solvers;
import org.dynama.world.Environment;

/**
 * The policies that an affine maximizer of the whole world chooses on sampled profiles, with everyone and without each agent,
 * the most frequent first; every entry's boost is what the maximizer's boosts come to on its visits.
 */
public final class SampledPolicies {
    /** Profiles for each policy that is wanted. */
    private static final int OFTEN = 4;

    private static final int FEWEST = 1 << 12;

    private final Environment world;
    private final AmaParameters maximizer;
    private final MenuBuilder policies;
    private final List<Integer> counts = new ArrayList<>();
    /** The most frequent policy of each economy. */
    private final Set<Integer> needed = new LinkedHashSet<>();

    private SampledPolicies(Environment world, AmaParameters maximizer) {
        this.world = world;
        this.maximizer = maximizer;
        policies = Menu.of(world.mdp());
    }

    /**
     * A menu of at most {@code size} policies.
     *
     * @param maximizer of the world
     * @param size at least 2
     * @throws org.dynama.refusal.Refusal if all profiles have the same policy
     */
    public static Proposal of(
            Environment world, AmaParameters maximizer, int size, RandomStream stream, Solvers solvers) {
        SampledPolicies sampled = new SampledPolicies(world, maximizer);
        int count = Math.max(FEWEST, OFTEN * size);
        Profiles profiles = Profiles.draw(world.agents(), stream, 0, count);
        for (int economy = -1; economy < world.agentCount(); economy++) {
            sampled.add(economy, profiles, solvers);
        }
        return sampled.proposal(size);
    }

    /** The policies of all profiles with everyone, or without an agent. */
    private void add(int economy, Profiles profiles, Solvers solvers) {
        AffineMaximizer mechanism = new AffineMaximizer(world, maximizer);
        int[] here = new int[counts.size() + profiles.count()];
        solvers.<Chunk>forEach(
                profiles.count(),
                (solver, from, to) -> {
                    Profiles chunk = profiles.slice(from, to);
                    DpMaximizer by = new DpMaximizer(solver, world.losses(), DpMaximizer.Bounds.NONE);
                    return new Chunk(
                            chunk.count(),
                            economy < 0
                                    ? by.occupancies(mechanism.grand(), chunk)
                                    : mechanism.marginal(economy).occupancies(by, chunk));
                },
                chunk -> {
                    for (int b = 0; b < chunk.count; b++) {
                        int row = b;
                        int k = policies.place(
                                "policy " + (policies.size() + 1), pair -> chunk.visits[pair * chunk.count + row]);
                        if (k == counts.size()) {
                            counts.add(0);
                        }
                        counts.set(k, counts.get(k) + 1);
                        here[k]++;
                    }
                });
        needed.add(IntStream.range(0, counts.size())
                .boxed()
                .max(Comparator.<Integer>comparingInt(k -> here[k]).thenComparing(Comparator.reverseOrder()))
                .orElseThrow());
    }

    @SuppressWarnings("ArrayRecordComponent") // of one hand to the next
    private record Chunk(int count, double[] visits) {}

    private Proposal proposal(int size) {
        Set<Integer> kept = new LinkedHashSet<>(needed);
        IntStream.range(0, counts.size())
                .boxed()
                .sorted(Comparator.comparingInt(k -> -counts.get(k)))
                .limit(Math.max(size, needed.size()))
                .filter(k -> kept.size() < size)
                .forEach(kept::add);
        Menu all = policies.build();
        Menu menu = all.only(world.mdp(), kept.stream().mapToInt(k -> k).toArray());
        PolicyVisits visits = PolicyVisits.of(world.mdp(), menu);
        double[] perVisit = maximizer.boosts().toArray();
        double[] boosts = new double[menu.size()];
        for (int k = 0; k < boosts.length; k++) {
            boosts[k] = visits.inner(k, perVisit);
        }
        return new Proposal(menu, new AmaParameters(maximizer.weights(), Reals.of(boosts)));
    }
}
