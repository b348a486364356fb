package org.dynama.solver.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Endings that come down to one number in an economy.
 *
 * @param parts whose largest value is the most welfare of any of them
 * @param classes among which the boost may be chosen
 */
@SuppressWarnings("ArrayRecordComponent") // Read by the solver, and compared with nothing.
record Choice(int[] parts, int[] classes) {

    /**
     * The choices of an economy.
     *
     * @param ends by ending, the edges that lead to it
     * @param classOf by ending, its class
     */
    static List<Choice> of(SumParts sums, Map<Integer, Set<SumParts.Edge>> ends, int[] classOf) {
        Map<Integer, Set<Integer>> classesOf = new LinkedHashMap<>();
        ends.forEach((ending, edges) -> classesOf
                .computeIfAbsent(sums.part(edges), part -> new TreeSet<>())
                .add(classOf[ending]));
        Map<Set<Integer>, List<Integer>> alike = new LinkedHashMap<>();
        classesOf.forEach((part, among) ->
                alike.computeIfAbsent(among, set -> new ArrayList<>()).add(part));
        List<Choice> choices = new ArrayList<>();
        alike.forEach((among, parts) -> choices.add(new Choice(ints(parts), ints(List.copyOf(among)))));
        return choices;
    }

    static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(k -> k).sorted().toArray();
    }
}
