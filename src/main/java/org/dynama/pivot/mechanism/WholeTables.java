package org.dynama.pivot.mechanism;

import java.math.BigInteger;
import java.util.Arrays;
import org.dynama.pivot.world.AllocationWorld;
import org.dynama.pivot.world.JointTypes;

/**
 * Expected welfare in one period, exactly, by economy, the grand one first: numerators over the denominator of amounts times
 * that of the economy.
 */
@SuppressWarnings("ArrayRecordComponent") // Large tables, written in place and compared with nothing.
record WholeTables(BigInteger[][] values, BigInteger[] denominators) {

    static WholeTables empty(JointTypes profiles, int states) {
        BigInteger[][] values = new BigInteger[profiles.agents() + 1][];
        for (int e = 0; e < values.length; e++) {
            int count = e == 0 ? profiles.count() : profiles.countWithout(e - 1);
            values[e] = new BigInteger[states * count];
        }
        BigInteger[] denominators = new BigInteger[values.length];
        Arrays.fill(denominators, BigInteger.ONE);
        return new WholeTables(values, denominators);
    }

    /** What the economies get when a finite horizon ends. */
    static WholeTables terminal(WholeSpace space) {
        AllocationWorld world = space.world;
        JointTypes profiles = space.profiles;
        WholeTables tables = empty(profiles, world.stateCount());
        for (int absent = -1; absent < profiles.agents(); absent++) {
            for (int s = 0; s < world.stateCount(); s++) {
                for (int b = 0; b < profiles.count(); b++) {
                    tables.values[1 + absent][row(profiles, absent, s, b)] = end(space, absent, s, b);
                }
            }
        }
        return tables;
    }

    private static int row(JointTypes profiles, int absent, int s, int b) {
        return absent < 0 ? s * profiles.count() + b : s * profiles.countWithout(absent) + profiles.others(absent, b);
    }

    private static BigInteger end(WholeSpace space, int absent, int s, int b) {
        BigInteger sum = space.amount(space.world.terminal().publicUtility().get(s));
        for (int j = 0; j < space.profiles.agents(); j++) {
            if (j != absent) {
                int row = s * space.profiles.types(j) + space.profiles.type(j, b);
                sum = sum.add(
                        space.amount(space.world.terminal().utilities().get(j).get(row)));
            }
        }
        return sum;
    }

    /** Those of an economy, by who is absent; -1 for nobody. */
    BigInteger[] of(int absent) {
        return values[1 + absent];
    }

    BigInteger denominator(int absent) {
        return denominators[1 + absent];
    }
}
