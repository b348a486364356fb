package org.dynama.pivot.mechanism;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Transitions;
import org.dynama.pivot.world.JointTypes;

/** One Bellman step at one public state, for all economies, in whole numbers. One object serves one thread. */
final class WholeBackup {
    private final WholeSpace space;
    private final JointTypes profiles;
    private final int words;
    private final int[] slot;
    /** By economy and slot of the action, shape {@code [B, words]}; see {@link WholeSpace#unit(WholeStage, int)}. */
    private final long[][][] worths;

    private final boolean[][] priced;
    /** Numerators of the amounts of one state. */
    private final Map<Double, long[]> amounts = new HashMap<>();

    private long[] from;
    private long[] into;

    private WholeStage stage;
    private int s;
    private WholeTables next;

    WholeBackup(WholeSpace space, WholeTables next) {
        this.space = space;
        this.next = next;
        stage = space.stage(0);
        words = next.words();
        profiles = space.profiles;
        slot = new int[space.world.actions().size()];
        worths = new long[profiles.agents() + 1][][];
        priced = new boolean[worths.length][slot.length];
        for (int absent = -1; absent < profiles.agents(); absent++) {
            worths[1 + absent] = new long[slot.length][count(absent) * words];
        }
        from = new long[profiles.count() * words];
        into = new long[from.length];
    }

    private int count(int absent) {
        return absent < 0 ? profiles.count() : profiles.countWithout(absent);
    }

    /** Turns to a state; actions are priced when somebody asks for them: few can be optimal. */
    void enter(WholeStage newStage, int newState, WholeTables newNext) {
        stage = newStage;
        s = newState;
        next = newNext;
        int[] actions = stage.stage.used(s);
        for (int k = 0; k < actions.length; k++) {
            slot[actions[k]] = k;
        }
        for (boolean[] mine : priced) {
            Arrays.fill(mine, 0, actions.length, false);
        }
        amounts.clear();
    }

    private long[] worth(int absent, int a) {
        long[] worth = worths[1 + absent][slot[a]];
        if (!priced[1 + absent][slot[a]]) {
            priced[1 + absent][slot[a]] = true;
            expect(a, absent);
            long[] unit = Words.of(next.denominator(absent).multiply(space.unit(stage, absent)));
            Words.addProducts(unit, earned(a, absent), 0, from, 0, count(absent), words);
            System.arraycopy(from, 0, worth, 0, worth.length);
        }
        return worth;
    }

    /** Numerators of what an action earns all who are there, by profile. */
    private long[] earned(int a, int absent) {
        long[] sums = amount(stage.stage.publicUtility(s, a));
        for (int i = 0; i < profiles.agents(); i++) {
            if (i != absent) {
                int types = profiles.types(i);
                long[] more = new long[sums.length * types];
                for (int k = 0; k < types; k++) {
                    long[] mine = amount(stage.stage.utility(i, s, a, k));
                    for (int at = 0; at < sums.length; at += words) {
                        int to = at * types + k * words;
                        System.arraycopy(sums, at, more, to, words);
                        Words.addProducts(Words.ONE, mine, 0, more, to, 1, words);
                    }
                }
                sums = more;
            }
        }
        return sums;
    }

    private long[] amount(double amount) {
        return amounts.computeIfAbsent(amount, given -> Words.of(space.amount(given), words));
    }

    /** Numerators of the discounted expectation of a table after an action. */
    private void expect(int a, int absent) {
        int count = count(absent);
        BigInteger factor = space.discount;
        for (int i = 0; i < profiles.agents(); i++) {
            factor = i != absent && stage.stage.stays(i, s, a) ? factor.multiply(stage.kernelUnits.get(i)) : factor;
        }
        Transitions transitions = stage.stage.next();
        int pair = transitions.pair(s, a);
        Arrays.fill(from, 0, count * words, 0);
        Weights probabilities = stage.next(pair);
        boolean plain = factor.equals(BigInteger.ONE);
        for (int k = 0; k < probabilities.numbers().length; k++) {
            long[] weight = plain
                    ? probabilities.words()[k]
                    : Words.of(factor.multiply(probabilities.numbers()[k]));
            int start = transitions.next(transitions.begin(pair) + k) * count * words;
            Words.addProducts(weight, next.of(absent), start, from, 0, count, words);
        }
        int inner = 1;
        for (int i = profiles.agents() - 1; i >= 0; i--) {
            if (i != absent) {
                if (!stage.stage.stays(i, s, a)) {
                    contract(stage.kernel(i, s, a).words(), profiles.types(i), inner, count);
                }
                inner *= profiles.types(i);
            }
        }
    }

    private void contract(long[][] kernel, int types, int inner, int count) {
        Arrays.fill(into, 0, count * words, 0);
        for (int block = 0; block < count; block += types * inner) {
            for (int k = 0; k < types; k++) {
                for (int next = 0; next < types; next++) {
                    int start = (block + next * inner) * words;
                    Words.addProducts(
                            kernel[k * types + next], from, start, into, (block + k * inner) * words, inner, words);
                }
            }
        }
        long[] done = into;
        into = from;
        from = done;
    }

    /** Of the first {@code count} actions keeps the best, in their order, and returns how many they are. */
    int keepBest(int absent, int[] actions, int count, int b) {
        int kept = 0;
        for (int k = 0; k < count; k++) {
            int order = kept == 0 ? 0 : compare(absent, actions[k], actions[0], b);
            kept = order > 0 ? 0 : kept;
            if (order >= 0) {
                actions[kept++] = actions[k];
            }
        }
        return kept;
    }

    /** Which of two actions is worth more. */
    int compare(int absent, int one, int other, int b) {
        return Words.compare(worth(absent, one), b * words, worth(absent, other), b * words, words);
    }

    /** Adds to a value what the action taken is worth, weighed by its draw. */
    void write(int z, int absent, int b, int a, WholeTables tables) {
        int at = (s * count(absent) + b) * words;
        Words.addProducts(stage.draws.words()[z], worth(absent, a), b * words, tables.of(absent), at, 1, words);
    }

    /**
     * Gives the economy that agent {@code i}'s payments are held against the least value over her types.
     *
     * @param near what doubles say of the values
     */
    void least(int i, WelfareTables near, WholeTables tables) {
        long[] grand = tables.of(-1);
        double within = 2 * near.error(-1, s);
        for (int b = 0; b < profiles.count(); b++) {
            int rest = s * count(i) + profiles.others(i, b);
            int at = s * count(-1) + b;
            // Only values that doubles cannot tell apart can be compared by their last words.
            boolean isNear = near.grand()[at] <= near.marginal(i)[rest] + within;
            int kept = rest * words;
            boolean isFirst = profiles.type(i, b) == firstNear(i, b, near, within);
            if (isNear && (isFirst || Words.compare(grand, at * words, tables.of(i), kept, words) < 0)) {
                System.arraycopy(grand, at * words, tables.of(i), kept, words);
            }
        }
    }

    /** Of the agent's types, the first whose value may be the least. */
    private int firstNear(int i, int b, WelfareTables near, double within) {
        int rest = s * count(i) + profiles.others(i, b);
        int type = 0;
        while (near.grand()[s * count(-1) + profiles.with(i, b, type)] > near.marginal(i)[rest] + within) {
            type++;
        }
        return type;
    }

    /**
     * What agent {@code i} pays, by the actions taken under each draw.
     *
     * @param near what doubles say of it
     */
    double payment(int i, int rest, int[] taken, WholeTables tables, double near) {
        BigInteger denominator = tables.denominator(i).multiply(space.unit());
        BigInteger guess =
                new BigDecimal(near).multiply(new BigDecimal(denominator)).toBigInteger();
        long[] left = new long[words];
        for (int z = 0; z < taken.length; z++) {
            Words.addProducts(stage.draws.words()[z], worth(i, taken[z]), rest * words, left, 0, 1, words);
        }
        if (space.world.worstTypes()) {
            // What is paid against was multiplied by her kernel's unit, too.
            long[] shared = new long[words];
            Words.addProducts(Words.of(stage.kernelUnits.get(i)), left, 0, shared, 0, 1, words);
            left = shared;
        }
        int at = (s * count(i) + rest) * words;
        BigInteger value = Words.number(Arrays.copyOfRange(tables.of(i), at, at + words));
        BigInteger off = value.subtract(Words.number(left)).subtract(guess);
        BigInteger exact = guess.add(Words.number(Words.of(off, words)));
        return Rational.of(exact, denominator).toDouble();
    }
}
