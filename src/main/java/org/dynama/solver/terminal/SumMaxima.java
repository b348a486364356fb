package org.dynama.solver.terminal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dynama.solver.kernel.Rows;

/**
 * Maxima of sums that share their parts. Part 0 is zero; every other is the largest, over its edges, of an earlier part plus a
 * linear function of the types. Equal parts are one part: where an agent is left out, what she is given changes nobody's
 * reward, and most of her economy is found to be what everybody's has already.
 *
 * <p>Cost: one multiplication, addition and maximum an edge and profile.
 */
final class SumMaxima {
    private final int[] begin;
    private final int[] from;
    private final int[] terms;
    private final int[] row;
    private final double[] coefficient;
    private final double[] constant;

    private SumMaxima(Builder builder) {
        int edges = builder.parts.stream().mapToInt(Set::size).sum();
        begin = new int[builder.parts.size() + 1];
        from = new int[edges];
        terms = new int[edges + 1];
        constant = new double[edges];
        List<Term> all = new ArrayList<>();
        int e = 0;
        for (int part = 0; part < builder.parts.size(); part++) {
            for (Edge edge : builder.parts.get(part)) {
                from[e] = edge.from;
                constant[e] = edge.constant;
                all.addAll(edge.terms);
                terms[++e] = all.size();
            }
            begin[part + 1] = e;
        }
        row = all.stream().mapToInt(Term::row).toArray();
        coefficient = all.stream().mapToDouble(Term::coefficient).toArray();
    }

    /** The number of parts. */
    int size() {
        return begin.length - 1;
    }

    /** The number of edges. */
    int edges() {
        return from.length;
    }

    /**
     * Computes all parts.
     *
     * @param types rows of {@link Rows#WIDTH} profiles
     * @param value receives a row for each part
     * @param scratch a row
     */
    void fill(double[][] types, double[][] value, double[] scratch) {
        Rows.fill(value[0], 0);
        for (int part = 1; part < size(); part++) {
            double[] out = value[part];
            for (int e = begin[part]; e < begin[part + 1]; e++) {
                double[] source = value[from[e]];
                boolean isFirst = e == begin[part];
                if (terms[e + 1] - terms[e] == 1 && constant[e] == 0) {
                    if (isFirst) {
                        Rows.set(out, source, coefficient[terms[e]], types[row[terms[e]]]);
                    } else {
                        Rows.max(out, source, coefficient[terms[e]], types[row[terms[e]]]);
                    }
                    continue;
                }
                double[] sum = isFirst ? out : scratch;
                System.arraycopy(source, 0, sum, 0, Rows.WIDTH);
                add(sum, e, types);
                if (!isFirst) {
                    Rows.max(out, sum);
                }
            }
        }
    }

    private void add(double[] sum, int e, double[][] types) {
        for (int m = terms[e]; m < terms[e + 1]; m++) {
            Rows.addScaled(sum, coefficient[m], types[row[m]]);
        }
        for (int w = 0; w < Rows.WIDTH && constant[e] != 0; w++) {
            sum[w] += constant[e];
        }
    }

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

    /** Collects parts. */
    static final class Builder {
        private final List<Set<Edge>> parts = new ArrayList<>(List.of(Set.of()));
        private final Map<Set<Edge>, Integer> known = new HashMap<>();

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

        SumMaxima build() {
            return new SumMaxima(this);
        }
    }
}
