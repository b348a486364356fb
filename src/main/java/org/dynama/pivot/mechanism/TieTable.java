package org.dynama.pivot.mechanism;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Which actions are optimal in the grand economy where more than one is. Sets of actions are few, and kept once. */
public final class TieTable {
    private final AllocationPolicy sets;
    private final Map<List<Integer>, Short> numbers = new ConcurrentHashMap<>();
    /** By number of the set; no set has number 0. */
    private volatile int[][] members = {{}};

    TieTable(int periods, int states, int draws, int profiles) {
        this(new AllocationPolicy(periods, states, draws, profiles));
    }

    private TieTable(AllocationPolicy sets) {
        this.sets = sets;
    }

    /** The same sets of actions, where {@code copies} that follow one another stand for one. */
    TieTable merged(int copies) {
        TieTable merged = new TieTable(sets);
        merged.numbers.putAll(numbers);
        merged.members = Arrays.stream(members)
                .map(set -> Arrays.stream(set).map(a -> a / copies).toArray())
                .toArray(int[][]::new);
        return merged;
    }

    /** The optimal actions, ascending; empty where there is only one. Not to be changed. */
    public int[] at(int t, int s, int z, int b) {
        return members[sets.action(t, s, z, b)];
    }

    /** Keeps the first {@code count} of some actions; sets beyond those that can be numbered are not kept. */
    void set(int t, int s, int z, int b, int[] actions, int count) {
        List<Integer> set = IntStream.range(0, count).mapToObj(k -> actions[k]).toList();
        sets.set(t, s, z, b, numbers.computeIfAbsent(set, fresh -> add(Arrays.copyOf(actions, count))));
    }

    private synchronized short add(int[] set) {
        int number = members.length;
        if (number > Short.MAX_VALUE) {
            return 0;
        }
        int[][] more = Arrays.copyOf(members, number + 1);
        more[number] = set;
        members = more;
        return (short) number;
    }

    /** Whether there is any tie. */
    public boolean isEmpty() {
        return numbers.isEmpty();
    }
}
