package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/** Solves one economy exactly, for as many instances as there are. */
final class EconomySolver {
    /** Of the denominators of all values of an economy, where a proof has them: some 100 kB of text. */
    private static final long MOST_BITS = 1 << 17;
    /** From the start to the end, where values are found by recursion. */
    private static final int MOST_MOVES = 1000;

    final Economy economy;
    /** Null unless the horizon is finite and values are short fractions. */
    private final @Nullable FiniteOptimum finite;
    /** Null unless the horizon is finite and values are long ones. */
    private final @Nullable LongOptimum lengthy;

    /**
     * Prepares an economy.
     *
     * @param isLong whether values are long fractions: {@link #isLong}
     * @throws IllegalArgumentException if it cannot be run, a finite horizon has a cycle, or a run of a total one need not end
     */
    EconomySolver(CertifiedWorld world, BitSet absent, boolean isLong) {
        economy = new Economy(world, absent);
        boolean isFinite = world.timing().kind() == Timing.Kind.FINITE;
        finite = isFinite && !isLong ? new FiniteOptimum(economy) : null;
        lengthy = isFinite && isLong ? new LongOptimum(economy) : null;
    }

    /** Whether the values of all states of a finite run, over the denominators that they have, are too long to write out. */
    static boolean isLong(CertifiedWorld world, BitSet absent) {
        return world.timing().kind() == Timing.Kind.FINITE
                && new Levels(new Economy(world, absent)).isBeyond(MOST_BITS, MOST_MOVES);
    }

    /** The optimum without dual values, from scratch. */
    LeanOptimum lean(Rewards rewards, WholeWorld.Worths worths) {
        if (finite != null) {
            return new FilteredInduction(finite, economy, worths).optimum();
        }
        if (lengthy != null) {
            return lengthy.lean(worths);
        }
        int[] nothing = new int[economy.movesAt.size()];
        Arrays.fill(nothing, Optimum.NO_MOVE);
        return LeanOptimum.of(solve(rewards, worths, nothing));
    }

    /** What an agent earns at her report under a policy, exactly. */
    Rational reward(Rewards rewards, LeanOptimum optimum, int agent) {
        if (lengthy != null) {
            int[] moves =
                    optimum.visits().stream().mapToInt(LeanOptimum.Visit::move).toArray();
            return lengthy.reward(rewards, moves, agent);
        }
        List<Rational> parts = new ArrayList<>();
        for (LeanOptimum.Visit visit : optimum.visits()) {
            if (rewards.of(agent, visit.move()).signum() != 0) {
                parts.add(visit.mass().times(rewards.of(agent, visit.move())));
            }
        }
        return Fractions.sum(parts);
    }

    /**
     * For each agent what she earns at least, and at most, under any optimal policy of a finite run.
     *
     * @return shape {@code [n][2]}; empty for other horizons
     */
    List<List<Rational>> ranges(Rewards rewards, WholeWorld.Worths worths) {
        if (lengthy != null) {
            return lengthy.ranges(worths, rewards);
        }
        List<List<Rational>> ranges = new ArrayList<>();
        for (int i = 0; i < economy.world.agents().size() && finite != null; i++) {
            ranges.add(List.of(extreme(finite, rewards, worths, i, -1), extreme(finite, rewards, worths, i, 1)));
        }
        return ranges;
    }

    private Rational extreme(FiniteOptimum graph, Rewards rewards, WholeWorld.Worths worths, int agent, int side) {
        List<Rational> extreme = graph.extreme(worths, rewards, agent, side);
        return Fractions.sum(economy.states.stream()
                .mapToObj(s -> economy.world.initial().get(s).times(extreme.get(s)))
                .toList());
    }

    /**
     * The proof of the optimum, where ties go to the lowest move.
     *
     * @param rewards of the instance
     * @param worths of the same
     * @param proposal by state, the move where policy improvement begins, or {@link Optimum#NO_MOVE}
     */
    Proof solve(Rewards rewards, WholeWorld.Worths worths, int[] proposal) {
        if (finite != null) {
            return finite.proof(worths);
        }
        if (lengthy != null) {
            return lengthy.proof(worths);
        }
        Economy priced = economy.at(rewards);
        return economy.world.timing().kind() == Timing.Kind.AVERAGE
                ? AverageOptimum.improve(priced, Proposal.completed(priced, proposal))
                : DiscountedOptimum.improve(priced, Proposal.completed(priced, proposal));
    }
}
