package org.dynama.pivot.mechanism;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Which actions are optimal in the grand economy where more than one is. Sets of actions are few, and kept once. */
public final class TieTable {
    private final AllocationPolicy sets;
    private final Map<List<Integer>, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, int[]> members = new ConcurrentHashMap<>();
    private final AtomicInteger found = new AtomicInteger();

    TieTable(int periods, int states, int draws, int profiles) {
        sets = new AllocationPolicy(periods, states, draws, profiles);
    }

    /** The optimal actions, ascending; empty where there is only one. */
    public int[] at(int t, int s, int z, int b) {
        int number = sets.action(t, s, z, b);
        return number == 0 ? new int[0] : members.getOrDefault(number, new int[0]);
    }

    /** Keeps the first {@code count} of some actions; sets beyond those that can be numbered are not kept. */
    void set(int t, int s, int z, int b, int[] actions, int count) {
        List<Integer> set = IntStream.range(0, count).mapToObj(k -> actions[k]).toList();
        int number = numbers.computeIfAbsent(set, fresh -> {
            int next = found.incrementAndGet();
            members.put(next, Arrays.copyOf(actions, count));
            return next;
        });
        sets.set(t, s, z, b, number <= Short.MAX_VALUE ? number : 0);
    }

    /** Whether there is any tie. */
    public boolean isEmpty() {
        return numbers.isEmpty();
    }
}
