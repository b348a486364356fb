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
    final Economy economy;
    /** Null unless the horizon is finite. */
    private final @Nullable FiniteOptimum finite;

    /**
     * Prepares an economy.
     *
     * @throws IllegalArgumentException if it cannot be run, a finite horizon has a cycle, or a run of a total one need not end
     */
    EconomySolver(CertifiedWorld world, BitSet absent) {
        economy = new Economy(world, absent);
        finite = world.timing().kind() == Timing.Kind.FINITE ? new FiniteOptimum(economy) : null;
    }

    /** The optimum without dual values, from scratch. */
    LeanOptimum lean(Rewards rewards, WholeWorld.Worths worths) {
        if (finite != null) {
            return new FilteredInduction(finite, economy, worths).optimum();
        }
        int[] nothing = new int[economy.movesAt.size()];
        Arrays.fill(nothing, Optimum.NO_MOVE);
        return LeanOptimum.of(solve(rewards, worths, nothing));
    }

    /**
     * What an agent earns at least, and at most, under any optimal policy of a finite run.
     *
     * @return nothing for other horizons
     */
    List<Rational> range(Rewards rewards, WholeWorld.Worths worths, int agent) {
        List<Rational> range = new ArrayList<>();
        for (int side = -1; side <= 1 && finite != null; side += 2) {
            List<Rational> extreme = finite.extreme(worths, rewards, agent, side);
            range.add(Fractions.sum(economy.states.stream()
                    .mapToObj(s -> economy.world.initial().get(s).times(extreme.get(s)))
                    .toList()));
        }
        return range;
    }

    /**
     * The proof of the optimum, where ties go to the lowest move.
     *
     * @param rewards of the instance
     * @param worths of the same
     * @param proposal by state, the move where policy improvement begins, or {@link Optimum#NO_MOVE}
     * @throws IllegalArgumentException if the horizon is average reward and the optimal gain depends on the state
     */
    Proof solve(Rewards rewards, WholeWorld.Worths worths, int[] proposal) {
        if (finite != null) {
            return finite.proof(worths);
        }
        Economy priced = economy.at(rewards);
        return economy.world.timing().kind() == Timing.Kind.AVERAGE
                ? AverageOptimum.improve(priced, Proposal.completed(priced, proposal))
                : DiscountedOptimum.improve(priced, Proposal.completed(priced, proposal));
    }
}
