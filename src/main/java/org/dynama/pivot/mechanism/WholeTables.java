package org.dynama.pivot.mechanism;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;

/**
 * Expected welfare in one period, exactly, by economy, the grand one first: numerators over the denominator of amounts times
 * that of the economy.
 *
 * @param values shape {@code [S, B, words]}, {@code B} counting the types of those who are there
 * @param words that each numerator is told by
 */
@SuppressWarnings("ArrayRecordComponent") // Large tables, written in place and compared with nothing.
record WholeTables(long[][] values, BigInteger[] denominators, int words) {

    static WholeTables empty(WholeSpace space, int words) {
        JointTypes profiles = space.profiles;
        long[][] values = new long[profiles.agents() + 1][];
        for (int absent = -1; absent < profiles.agents(); absent++) {
            int count = absent < 0 ? profiles.count() : profiles.countWithout(absent);
            values[1 + absent] = new long[Math.multiplyExact(space.world.stateCount() * count, words)];
        }
        BigInteger[] denominators = new BigInteger[values.length];
        Arrays.fill(denominators, BigInteger.ONE);
        return new WholeTables(values, denominators, words);
    }

    /** What the economies get when a finite horizon ends. */
    static WholeTables terminal(WholeSpace space, int words) {
        WholeTables tables = empty(space, words);
        AllocationWorld.Terminal terminal = space.world.terminal();
        long[] common = space.amounts(terminal.publicUtility(), words);
        List<long[]> earned = terminal.utilities().stream()
                .map(all -> space.amounts(all, words))
                .toList();
        JointTypes profiles = space.profiles;
        for (int absent = -1; absent < profiles.agents(); absent++) {
            for (int s = 0; s < space.world.stateCount(); s++) {
                for (int b = 0; b < profiles.count(); b++) {
                    // Of all the profiles with the same others the one with type 0 leaves no trace of who is absent.
                    if (absent < 0 || profiles.type(absent, b) == 0) {
                        int at = row(profiles, absent, s, b);
                        tables.add(common, s, absent, at);
                        for (int j = 0; j < profiles.agents(); j++) {
                            if (j != absent) {
                                tables.add(earned.get(j), s * profiles.types(j) + profiles.type(j, b), absent, at);
                            }
                        }
                    }
                }
            }
        }
        return tables;
    }

    /** Given ones, an economy each. */
    static WholeTables of(WholeSpace space, List<Fractions> values, int words) {
        WholeTables tables = empty(space, words);
        for (int e = 0; e < values.size(); e++) {
            Fractions mine = values.get(e);
            tables.denominators[e] = mine.denominator();
            for (int row = 0; row < mine.size(); row++) {
                System.arraycopy(Words.of(mine.numerator(row), words), 0, tables.values[e], row * words, words);
            }
        }
        return tables;
    }

    private static int row(JointTypes profiles, int absent, int s, int b) {
        return absent < 0 ? s * profiles.count() + b : s * profiles.countWithout(absent) + profiles.others(absent, b);
    }

    private void add(long[] amounts, int row, int absent, int into) {
        Words.addProducts(Words.ONE, amounts, row * words, of(absent), into * words, 1, words);
    }

    /** Tables to be filled, of the period before. */
    WholeTables before(WholeSpace space, WholeStage stage) {
        WholeTables tables = empty(space, words);
        for (int absent = -1; absent < space.profiles.agents(); absent++) {
            // The least of the grand economy's values has their denominator.
            int like = space.world.worstTypes() ? -1 : absent;
            tables.denominators[1 + absent] =
                    denominator(like).multiply(space.unit(stage, like)).multiply(stage.drawUnit);
        }
        return tables;
    }

    /** Those of an economy, by who is absent; -1 for nobody. */
    long[] of(int absent) {
        return values[1 + absent];
    }

    BigInteger denominator(int absent) {
        return denominators[1 + absent];
    }
}
