package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Optima of acyclic economies whose values are long fractions: a chain of a thousand stages has numbers of thousands of
 * digits. Short numbers leave out what cannot be optimal; long ones decide what is left, and find the one value asked for,
 * that of the first states. Costs {@code O(entries)} products of a long number with a short one.
 */
final class LongOptimum {
    /** Of short numbers, behind the point. */
    private static final int SHORT = 64;

    /** Behind the point, so that visits are right to the last bit of a double wherever a double can hold them. */
    private static final int VISITS = 1200;

    private final Levels levels;
    private final Economy economy;
    /** What was found last: a certificate asks for what the payments before it asked for. */
    private volatile @Nullable Best last;

    /**
     * The optimum of an instance.
     *
     * @param optimal by state, all moves that are
     * @param policy the lowest of them, at states that it leads to
     */
    @SuppressWarnings("ArrayRecordComponent") // Read, and compared with nothing.
    private record Best(WholeWorld.Worths worths, int[][] optimal, int[][] policy, Rational value) {}

    /** What agents earn under a policy, as far as it was asked for. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Earned(
            Rewards rewards, int[][] policy, @Nullable Rational[] byAgent) {}

    private volatile @Nullable Earned earned;

    /**
     * What can happen.
     *
     * @throws IllegalArgumentException if there is a cycle
     */
    LongOptimum(Economy economy) {
        this.economy = economy;
        levels = new Levels(economy);
    }

    private Best best(WholeWorld.Worths worths) {
        Best known = last;
        if (known == null || known.worths != worths) {
            int[][] optimal = optimal(worths);
            int[][] policy = levels.reached(lowest(optimal));
            known = new Best(worths, optimal, policy, value(policy, worths).reduced());
            last = known;
        }
        return known;
    }

    /** By state, all moves that are optimal. */
    private int[][] optimal(WholeWorld.Worths worths) {
        int[][] near =
                new RoundedInduction(levels, move -> worths.of(move, economy.absent), SHORT).sweep(levels.all(), 1);
        if (Arrays.stream(near).allMatch(moves -> moves.length <= 1)) {
            return near;
        }
        int enough = RoundedInduction.enough(levels, levels.unit(near));
        return new RoundedInduction(levels, move -> worths.of(move, economy.absent), enough).sweep(near, 1);
    }

    /** By state, the lowest of given moves. */
    private static int[][] lowest(int[][] moves) {
        return Arrays.stream(moves)
                .map(some -> some.length == 0 ? some : new int[] {some[0]})
                .toArray(int[][]::new);
    }

    private Rational value(int[][] policy, WholeWorld.Worths worths) {
        BigInteger unit = levels.unit(policy);
        RoundedInduction induction = new RoundedInduction(
                levels, move -> worths.of(move, economy.absent), RoundedInduction.enough(levels, unit));
        induction.sweep(policy, 1);
        return induction.start(unit, worths.denominator);
    }

    /** The optimum in an instance: of moves that are worth the same, the lowest. */
    Proof proof(WholeWorld.Worths worths) {
        Best best = best(worths);
        int[][] policy = lowest(best.optimal);
        List<Proof.Row> rows = new ArrayList<>();
        for (int s : economy.states.stream().toArray()) {
            rows.add(Proof.Row.of(s, policy[s][0]));
        }
        return Proof.compact(best.value, rows);
    }

    /** The same without proof; visits are rounded. */
    LeanOptimum lean(WholeWorld.Worths worths) {
        Best best = best(worths);
        return new LeanOptimum(best.value, visits(best.policy));
    }

    private List<LeanOptimum.Visit> visits(int[][] policy) {
        BigInteger[] masses = new BigInteger[policy.length];
        Arrays.fill(masses, BigInteger.ZERO);
        List<LeanOptimum.Visit> visits = new ArrayList<>();
        for (int s : levels.order) {
            if (policy[s].length == 0) {
                continue;
            }
            int index = policy[s][0];
            BigInteger first = levels.initial.numerator(s).shiftLeft(VISITS).divide(levels.initial.denominator());
            BigInteger mass = masses[s].add(first);
            List<Move.Successor> next = economy.move(index).next();
            for (int k = 0; k < next.size(); k++) {
                BigInteger share = mass.multiply(levels.shares[index][k]).divide(levels.units[index]);
                masses[next.get(k).state()] = masses[next.get(k).state()].add(share);
            }
            visits.add(new LeanOptimum.Visit(index, Rational.of(mass, BigInteger.ONE.shiftLeft(VISITS))));
        }
        return visits;
    }

    /** What an agent earns, exactly, where given moves are taken at the states that they lead to. */
    Rational reward(Rewards rewards, int[] visited, int agent) {
        int[][] policy = new int[levels.level.length][0];
        for (int move : visited) {
            policy[economy.move(move).state()] = new int[] {move};
        }
        return reward(rewards, agent, levels.reached(policy));
    }

    private Rational reward(Rewards rewards, int agent, int[][] policy) {
        Earned known = earned;
        if (known == null || known.rewards != rewards || !Arrays.deepEquals(known.policy, policy)) {
            known = new Earned(
                    rewards, policy, new Rational[economy.world.agents().size()]);
            earned = known;
        }
        Rational reward = known.byAgent[agent];
        if (reward == null) {
            reward = extreme(rewards, agent, policy, 1);
            known.byAgent[agent] = reward;
        }
        return reward;
    }

    /** What an agent earns under the policy, of those that take given moves, which is best for her, or worst. */
    private Rational extreme(Rewards rewards, int agent, int[][] moves, int side) {
        CommonWorths worths = new CommonWorths(economy, moves, move -> rewards.of(agent, move));
        BigInteger unit = levels.unit(moves);
        RoundedInduction induction =
                new RoundedInduction(levels, worths::numerator, RoundedInduction.enough(levels, unit));
        induction.sweep(moves, side);
        return induction.start(unit, worths.denominator()).reduced();
    }

    /** For each agent, what she earns at least, and at most, under any optimal policy. */
    List<List<Rational>> ranges(WholeWorld.Worths worths, Rewards rewards) {
        int[][] optimal = levels.reached(best(worths).optimal);
        boolean isOne = Arrays.stream(optimal).allMatch(moves -> moves.length <= 1);
        List<List<Rational>> ranges = new ArrayList<>();
        for (int i = 0; i < economy.world.agents().size(); i++) {
            Rational least = isOne ? reward(rewards, i, optimal) : extreme(rewards, i, optimal, -1);
            ranges.add(List.of(least, isOne ? least : extreme(rewards, i, optimal, 1)));
        }
        return ranges;
    }
}
