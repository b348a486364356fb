package org.dynama.pivot.mechanism;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.LinearSystem;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Transitions;
import org.dynama.pivot.world.JointTypes;

/**
 * The values of a discounted or total horizon, exactly: policy iteration from what doubles have decided, each policy's values by a
 * linear system.
 */
final class WholeFixedPoint {
    private final WholeSpace space;
    private final JointTypes profiles;
    private final WholeStage stage;
    private final BigInteger[] draws;
    private final Decisions decisions;
    private final BitSet ends;

    private WholeFixedPoint(WholeSpace space, Decisions decisions) {
        this.space = space;
        this.decisions = decisions;
        profiles = space.profiles;
        stage = space.stage(0);
        draws = stage.draws.numbers();
        ends = space.world.ends();
    }

    /** The values of all economies; {@code decisions} are improved until they are optimal. */
    static WholeTables of(WholeSpace space, Decisions decisions) {
        WholeFixedPoint point = new WholeFixedPoint(space, decisions);
        WholeTables tables;
        do {
            tables = point.evaluate();
        } while (point.improves(tables));
        return tables;
    }

    private WholeTables evaluate() {
        List<Fractions> values = new ArrayList<>();
        BigInteger most = BigInteger.ZERO;
        for (int absent = -1; absent < profiles.agents(); absent++) {
            Fractions mine = absent >= 0 && space.world.worstTypes() ? least(values.get(0), absent) : evaluate(absent);
            values.add(mine);
            BigInteger parts = space.most().multiply(mine.denominator());
            for (BigInteger numerator : mine.numerators()) {
                parts = parts.max(numerator.abs());
            }
            most = most.max(parts.multiply(unit(absent)));
        }
        // A worth is made of two parts, this period's and what follows, and two worths are compared.
        return WholeTables.of(space, values, Words.enough(most.shiftLeft(2)));
    }

    /** The least of the grand economy's values over an agent's types. */
    private Fractions least(Fractions grand, int i) {
        int count = profiles.count();
        int others = profiles.countWithout(i);
        BigInteger[] least = new BigInteger[space.world.stateCount() * others];
        for (int row = 0; row < grand.size(); row++) {
            int at = row / count * others + profiles.others(i, row % count);
            least[at] = least[at] == null ? grand.numerator(row) : least[at].min(grand.numerator(row));
        }
        return new Fractions(List.of(least), grand.denominator());
    }

    private BigInteger unit(int absent) {
        return space.unit(stage, absent).multiply(stage.drawUnit);
    }

    /** {@code (D G - g P) V = D G r}, for the action of each draw weighed by its probability. */
    private Fractions evaluate(int absent) {
        AllocationPolicy policy = decisions.policy(absent);
        int count = policy.profiles();
        int size = policy.states() * count;
        BigInteger unit = unit(absent);
        LinearSystem.Builder system = new LinearSystem.Builder(size);
        List<Rational> right = new ArrayList<>();
        for (int s = 0; s < policy.states(); s++) {
            for (int b = 0; b < count; b++) {
                BigInteger[] row = new BigInteger[size];
                Arrays.fill(row, BigInteger.ZERO);
                BigInteger earned = BigInteger.ZERO;
                for (int z = 0; z < draws.length; z++) {
                    int a = policy.action(0, s, z, b);
                    // Where a season is over its value is zero, and would be any without a discount.
                    addSuccessors(s, a, absent, b, ends.get(s) ? BigInteger.ZERO : draws[z], row);
                    earned = earned.add(draws[z].multiply(welfare(s, a, absent, b)));
                }
                int here = s * count + b;
                row[here] = row[here].add(unit);
                for (int next = 0; next < size; next++) {
                    if (row[next].signum() != 0) {
                        system.add(here, next, Rational.of(row[next], BigInteger.ONE));
                    }
                }
                right.add(Rational.of(earned.multiply(unit.divide(stage.drawUnit)), BigInteger.ONE));
            }
        }
        return Fractions.of(system.build().solve(right));
    }

    /** The numerator of an action's welfare in this period. */
    private BigInteger welfare(int s, int a, int absent, int b) {
        BigInteger sum = space.amount(stage.stage.publicUtility(s, a));
        int inner = 1;
        for (int i = profiles.agents() - 1; i >= 0; i--) {
            if (i != absent) {
                sum = sum.add(space.amount(stage.stage.utility(i, s, a, b / inner % profiles.types(i))));
                inner *= profiles.types(i);
            }
        }
        return sum;
    }

    /** Subtracts the discounted probabilities of the successors, times a draw's. */
    private void addSuccessors(int s, int a, int absent, int b, BigInteger draw, BigInteger[] row) {
        int count = row.length / space.world.stateCount();
        Transitions transitions = stage.stage.next();
        int pair = transitions.pair(s, a);
        for (int next = 0; next < count; next++) {
            BigInteger weight = draw.multiply(space.discount);
            int inner = 1;
            for (int i = profiles.agents() - 1; i >= 0; i--) {
                if (i != absent) {
                    int types = profiles.types(i);
                    weight = weight.multiply(move(s, a, i, b / inner % types, next / inner % types));
                    inner *= types;
                }
            }
            for (int k = 0; k < stage.next(pair).numbers().length && weight.signum() != 0; k++) {
                int to = transitions.next(transitions.begin(pair) + k) * count + next;
                row[to] = row[to].subtract(weight.multiply(stage.next(pair).numbers()[k]));
            }
        }
    }

    private BigInteger move(int s, int a, int i, int from, int to) {
        if (stage.stage.stays(i, s, a)) {
            return from == to ? stage.kernelUnits.get(i) : BigInteger.ZERO;
        }
        return stage.kernel(i, s, a).numbers()[from * profiles.types(i) + to];
    }

    /** Takes better actions where there are, and returns whether there are. */
    private boolean improves(WholeTables tables) {
        WholeBackup backup = new WholeBackup(space, tables);
        boolean improved = false;
        for (int s = 0; s < space.world.stateCount(); s++) {
            backup.enter(stage, s, tables);
            int economies = space.world.worstTypes() ? 0 : profiles.agents();
            for (int absent = -1; absent < economies; absent++) {
                for (int z = 0; z < draws.length; z++) {
                    improved |= improves(backup, s, absent, z);
                }
            }
        }
        return improved;
    }

    private boolean improves(WholeBackup backup, int s, int absent, int z) {
        AllocationPolicy policy = decisions.policy(absent);
        boolean improved = false;
        for (int b = 0; b < policy.profiles(); b++) {
            int[] best = Backup.feasible(stage.stage, s, z, absent).clone();
            int taken = policy.action(0, s, z, b);
            backup.keepBest(absent, best, best.length, b);
            if (backup.compare(absent, best[0], taken, b) > 0) {
                policy.set(0, s, z, b, best[0]);
                improved = true;
            }
        }
        return improved;
    }
}
