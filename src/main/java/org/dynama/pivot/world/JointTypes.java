package org.dynama.pivot.world;

import java.util.Arrays;
import java.util.List;
import org.dynama.refusal.Entries;

/**
 * The numbering of joint private types: profile {@code b} in {@code 0..B-1}, the last agent's type fastest. The same
 * order without agent {@code i} numbers the others' types.
 */
public final class JointTypes {
    private final int[] counts;
    private final int[] strides;
    private final int count;
    private final int[][] types;
    private final int[][] others;

    /**
     * The joint types of agents with the given numbers of types.
     *
     * @throws org.dynama.refusal.Refusal if a table of them is too large
     */
    public JointTypes(List<Integer> typeCounts) {
        counts = typeCounts.stream().mapToInt(Integer::intValue).toArray();
        strides = new int[counts.length];
        count = Entries.of(
                "a table of joint types",
                "Maybe fewer agents or types.",
                Arrays.stream(counts).asLongStream().toArray());
        int product = 1;
        for (int i = counts.length - 1; i >= 0; i--) {
            strides[i] = product;
            product *= counts[i];
        }
        types = new int[counts.length][count];
        others = new int[counts.length][count];
        for (int i = 0; i < counts.length; i++) {
            int above = strides[i] * counts[i];
            for (int b = 0; b < count; b++) {
                types[i][b] = b / strides[i] % counts[i];
                others[i][b] = b / above * strides[i] + b % strides[i];
            }
        }
    }

    public int agents() {
        return counts.length;
    }

    /** {@code K_i}. */
    public int types(int i) {
        return counts[i];
    }

    /** {@code B}. */
    public int count() {
        return count;
    }

    /** The number of joint types of all agents but {@code i}. */
    public int countWithout(int i) {
        return count / counts[i];
    }

    /** Agent {@code i}'s type in profile {@code b}. */
    public int type(int i, int b) {
        return types[i][b];
    }

    /** The number of the others' types in profile {@code b}. */
    public int others(int i, int b) {
        return others[i][b];
    }

    /** Profile {@code b} with agent {@code i}'s type replaced. */
    public int with(int i, int b, int type) {
        return b + (type - types[i][b]) * strides[i];
    }

    /** The profile of the given types, one an agent. */
    public int profile(int[] chosen) {
        int b = 0;
        for (int i = 0; i < counts.length; i++) {
            b += chosen[i] * strides[i];
        }
        return b;
    }

    /** The distribution of public state and profile in the first period of a world with these types, shape {@code [S, B]}. */
    public double[] initial(AllocationWorld world) {
        double[] initial = new double[world.stateCount() * count];
        for (int s = 0; s < world.stateCount(); s++) {
            for (int b = 0; b < count && world.initial().get(s) > 0; b++) {
                double probability = world.initial().get(s);
                for (int i = 0; i < counts.length; i++) {
                    probability *= world.agents().get(i).prior().get(types[i][b]);
                }
                initial[s * count + b] = probability;
            }
        }
        return initial;
    }
}
