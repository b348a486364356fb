package org.dynama.solver.terminal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the parts of {@link SumMaxima}; those that are equal only once. */
final class SumParts {
    private final List<Set<Edge>> parts = new ArrayList<>(List.of(Set.of()));
    private final Map<Set<Edge>, Integer> known = new HashMap<>();

    /** A coefficient of a row of types. */
    record Term(int row, double coefficient) {}

    /** An earlier part and what is added to it; terms in a fixed order. */
    record Edge(int from, double constant, List<Term> terms) {
        Edge {
            terms = List.copyOf(terms);
        }

        private boolean isPlain() {
            return terms.isEmpty() && constant == 0;
        }
    }

    /** The part with the given edges, at least one. */
    int part(Set<Edge> edges) {
        if (edges.size() == 1 && edges.iterator().next().isPlain()) {
            return edges.iterator().next().from;
        }
        Integer same = known.get(edges);
        if (same != null) {
            return same;
        }
        known.put(edges, parts.size());
        parts.add(edges);
        return parts.size() - 1;
    }

    /** All of them. */
    SumMaxima maxima() {
        return new SumMaxima(parts);
    }
}
