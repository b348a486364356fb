package org.dynama.pivot.mechanism;

import java.math.BigInteger;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Transitions;
import org.dynama.pivot.world.JointTypes;

/** One Bellman step at one public state, for all economies, in whole numbers. One object serves one thread. */
final class WholeBackup {
    private final WholeSpace space;
    private final JointTypes profiles;
    private final int[] slot;
    /** By economy and slot of the action; see {@link #unit}. */
    private final BigInteger[][][] worths;

    private BigInteger[] from = {};
    private BigInteger[] into = {};

    WholeBackup(WholeSpace space) {
        this.space = space;
        profiles = space.profiles;
        slot = new int[space.world.actions().size()];
        worths = new BigInteger[profiles.agents() + 1][][];
    }

    /** What denominators of worths are more than those of the values that follow. */
    private BigInteger unit(WholeStage stage, int absent) {
        return stage.unit(absent).multiply(space.discountUnit);
    }

    /** Prices all actions of a state. */
    void price(WholeStage stage, int s, WholeTables next) {
        int[] actions = stage.stage.used(s);
        for (int k = 0; k < actions.length; k++) {
            slot[actions[k]] = k;
        }
        for (int absent = -1; absent < profiles.agents(); absent++) {
            BigInteger unit = next.denominator(absent).multiply(unit(stage, absent));
            BigInteger[][] all = new BigInteger[actions.length][];
            for (int k = 0; k < actions.length; k++) {
                BigInteger[] q = expectation(stage, s, actions[k], absent, next.of(absent));
                addUtilities(stage, s, actions[k], absent, unit, q);
                all[k] = q;
            }
            worths[1 + absent] = all;
        }
    }

    /** Numerators of the discounted expectation of a table after an action. */
    private BigInteger[] expectation(WholeStage stage, int s, int a, int absent, BigInteger[] next) {
        int row = absent < 0 ? profiles.count() : profiles.countWithout(absent);
        Transitions transitions = stage.stage.next();
        int pair = s * transitions.actions() + a;
        from = new BigInteger[row];
        into = new BigInteger[row];
        BigInteger factor = space.discount;
        for (int i = 0; i < profiles.agents(); i++) {
            factor = i != absent && stage.stage.stays(i, s, a) ? factor.multiply(stage.kernelUnits.get(i)) : factor;
        }
        for (int j = 0; j < row; j++) {
            BigInteger sum = BigInteger.ZERO;
            for (int k = 0; k < stage.next(pair).length; k++) {
                int successor = transitions.next(transitions.begin(pair) + k);
                sum = sum.add(times(stage.next(pair)[k], next[successor * row + j]));
            }
            from[j] = times(factor, sum);
        }
        int inner = 1;
        for (int i = profiles.agents() - 1; i >= 0; i--) {
            if (i != absent) {
                if (!stage.stage.stays(i, s, a)) {
                    contract(stage.kernel(i, s, a), profiles.types(i), inner);
                }
                inner *= profiles.types(i);
            }
        }
        return from;
    }

    private static BigInteger times(BigInteger weight, BigInteger value) {
        return weight.equals(BigInteger.ONE) ? value : weight.multiply(value);
    }

    private void contract(BigInteger[] kernel, int types, int inner) {
        for (int to = 0; to < from.length; to++) {
            int k = to / inner % types;
            BigInteger sum = BigInteger.ZERO;
            for (int next = 0; next < types; next++) {
                BigInteger weight = kernel[k * types + next];
                if (weight.signum() != 0) {
                    sum = sum.add(times(weight, from[to + (next - k) * inner]));
                }
            }
            into[to] = sum;
        }
        BigInteger[] done = into;
        into = from;
        from = done;
    }

    private void addUtilities(WholeStage stage, int s, int a, int absent, BigInteger unit, BigInteger[] q) {
        BigInteger common = space.amount(stage.stage.publicUtility(s, a)).multiply(unit);
        for (int b = 0; b < q.length; b++) {
            q[b] = q[b].add(common);
        }
        int inner = 1;
        for (int i = profiles.agents() - 1; i >= 0; i--) {
            if (i != absent) {
                BigInteger[] earned = new BigInteger[profiles.types(i)];
                for (int k = 0; k < earned.length; k++) {
                    earned[k] = space.amount(stage.stage.utility(i, s, a, k)).multiply(unit);
                }
                for (int b = 0; b < q.length; b++) {
                    BigInteger mine = earned[b / inner % earned.length];
                    q[b] = mine.signum() == 0 ? q[b] : q[b].add(mine);
                }
                inner *= profiles.types(i);
            }
        }
    }

    /** Writes the values of the state that was priced. */
    void write(WholeStage stage, int s, WholeTables tables) {
        for (int absent = -1; absent < profiles.agents(); absent++) {
            BigInteger[] values = tables.of(absent);
            int count = values.length / stage.stage.next().states();
            for (int b = 0; b < count; b++) {
                BigInteger sum = BigInteger.ZERO;
                for (int z = 0; z < stage.stage.draws(); z++) {
                    int[] feasible = Backup.feasible(stage.stage, s, z, absent);
                    BigInteger most = worth(absent, feasible[0], b);
                    for (int k = 1; k < feasible.length; k++) {
                        most = most.max(worth(absent, feasible[k], b));
                    }
                    sum = sum.add(stage.draws[z].multiply(most));
                }
                values[s * count + b] = sum;
            }
        }
    }

    /** Sets the denominators of tables that are written by {@link #write}. */
    void setDenominators(WholeStage stage, WholeTables next, WholeTables tables) {
        for (int absent = -1; absent < profiles.agents(); absent++) {
            tables.denominators()[1 + absent] =
                    next.denominator(absent).multiply(unit(stage, absent)).multiply(stage.drawUnit);
        }
    }

    BigInteger worth(int absent, int a, int b) {
        return worths[1 + absent][slot[a]][b];
    }

    /** Of the first {@code count} actions keeps the best, in their order, and returns how many they are. */
    int keepBest(int absent, int[] actions, int count, int b) {
        BigInteger most = worth(absent, actions[0], b);
        for (int k = 1; k < count; k++) {
            most = most.max(worth(absent, actions[k], b));
        }
        int kept = 0;
        for (int k = 0; k < count; k++) {
            if (worth(absent, actions[k], b).equals(most)) {
                actions[kept++] = actions[k];
            }
        }
        return kept;
    }

    /** What agent {@code i} pays, by the actions taken under each draw. */
    double payment(WholeStage stage, int s, int i, int rest, int[] taken, WholeTables tables) {
        BigInteger sum = tables.of(i)[s * profiles.countWithout(i) + rest];
        for (int z = 0; z < taken.length; z++) {
            sum = sum.subtract(stage.draws[z].multiply(worth(i, taken[z], rest)));
        }
        return Rational.of(sum, tables.denominator(i).multiply(space.unit())).toDouble();
    }
}
