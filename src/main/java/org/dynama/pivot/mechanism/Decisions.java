package org.dynama.pivot.mechanism;

import java.util.List;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;

/**
 * Where decisions go; several threads may write at a time, and what is kept is the same in any order.
 *
 * @param stakes of each agent, the largest reward that an action which may be optimal can mean to her
 * @param errors of each agent's payments, the largest
 * @param undecided how many choices rounding leaves open
 * @param within by how much at most
 */
record Decisions(
        AllocationPolicy policy,
        List<AllocationPolicy> without,
        TransferTable transfers,
        TieTable ties,
        List<DoubleAccumulator> stakes,
        List<DoubleAccumulator> errors,
        LongAdder undecided,
        DoubleAccumulator within) {
    /** How far a payment may be off, beside its agent's stakes. */
    private static final double SETTLED = 5e-10;

    /** Nothing decided yet. */
    static Decisions none(AllocationWorld world, JointTypes profiles, int periods) {
        int states = world.stateCount();
        int draws = world.draws().size();
        return new Decisions(
                new AllocationPolicy(periods, states, draws, profiles.count()),
                IntStream.range(0, world.worstTypes() ? 0 : profiles.agents())
                        .mapToObj(i -> new AllocationPolicy(periods, states, draws, profiles.countWithout(i)))
                        .toList(),
                new TransferTable(periods, states, profiles),
                new TieTable(periods, states, draws, profiles.count()),
                largest(profiles.agents()),
                largest(profiles.agents()),
                new LongAdder(),
                new DoubleAccumulator(Math::max, 0));
    }

    private static List<DoubleAccumulator> largest(int agents) {
        return IntStream.range(0, agents)
                .mapToObj(i -> new DoubleAccumulator(Math::max, 0))
                .toList();
    }

    AllocationPolicy policy(int absent) {
        return absent < 0 ? policy : without.get(absent);
    }

    /** Whether an error of agent {@code i}'s payments is too small to matter to her. */
    boolean settles(int i, double error) {
        double stake = stakes.get(i).get();
        return stake == 0 || error <= SETTLED * stake;
    }

    /** Whether rounding leaves a choice or a payment open. */
    boolean isOpen() {
        return undecided.sum() > 0
                || !IntStream.range(0, errors.size())
                        .allMatch(i -> settles(i, errors.get(i).get()));
    }

    PivotMechanism mechanism(AllocationWorld world, JointTypes profiles, List<WelfareTables> values, boolean exact) {
        Ties how = new Ties(ties, exact, undecided.sum(), within.get());
        return new PivotMechanism(world, profiles, values, policy, without, transfers, how);
    }
}
