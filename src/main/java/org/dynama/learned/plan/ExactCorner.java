package org.dynama.learned.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * A corner of a program in fractions: variables that are zero in doubles are zero, rows that are tight in doubles are
 * equations, and these are solved by elimination, equations of the program first, then the sparsest row. What they leave open
 * keeps its decimal.
 *
 * <p>More rows can be tight in doubles than in fractions. One that contradicts those before it is left out; if the point then
 * breaks it, it goes before the others, and all is solved anew. What comes out is held against every row, exactly.
 */
final class ExactCorner {
    private static final int TRIES = 40;

    private final ExactProgram program;
    private final Reals point;
    private final double tolerance;
    /** Rows and variables that tightness in doubles has chosen wrongly. */
    private final Set<Integer> first;

    private final Set<Integer> zeros;

    private final Map<Integer, Map<Integer, Rational>> open = new HashMap<>();
    private final Map<Integer, Rational> bounds = new HashMap<>();
    private final Map<Integer, Set<Integer>> rowsOf = new HashMap<>();
    /** By rank and length. */
    private final TreeSet<Long> order = new TreeSet<>();

    private final Deque<Pivot> pivots = new ArrayDeque<>();

    /** An equation that gives a variable, once those after it are known. */
    private record Pivot(int variable, Map<Integer, Rational> row, Rational bound) {}

    private ExactCorner(ExactProgram program, Reals point, double tolerance, Set<Integer> first, Set<Integer> zeros) {
        this.program = program;
        this.point = point;
        this.tolerance = tolerance;
        this.first = first;
        this.zeros = zeros;
    }

    /**
     * The corner near a point.
     *
     * @param tolerance up to which a variable is zero, and a row tight
     * @return shape {@code [variables]}; null if none is found that holds
     */
    static @Nullable List<Rational> of(ExactProgram program, Reals point, double tolerance) {
        Set<Integer> first = new HashSet<>();
        Set<Integer> zeros = new HashSet<>();
        for (int k = 0; k < TRIES; k++) {
            List<Rational> found = new ExactCorner(program, point, tolerance, first, zeros).solve();
            boolean changed = false;
            for (int j = 0; j < found.size(); j++) {
                changed |= program.nonNegative.get(j) && found.get(j).signum() < 0 && zeros.add(j);
            }
            boolean holds = !changed;
            for (int row = 0; row < program.rows.size() && !changed; row++) {
                holds &= program.rows.get(row).holds(found);
            }
            for (int row = 0; row < program.rows.size() && !changed && !holds; row++) {
                changed |= !program.rows.get(row).holds(found) && first.add(row);
            }
            if (holds || !changed) {
                return holds ? found : null;
            }
        }
        return null;
    }

    private List<Rational> solve() {
        for (int k = 0; k < program.rows.size(); k++) {
            ExactProgram.Row row = program.rows.get(k);
            if (row.equality() || first.contains(k) || slack(row) <= tolerance) {
                take(k, row);
            }
        }
        while (!order.isEmpty()) {
            int row = (int) (Objects.requireNonNull(order.pollFirst()) & Integer.MAX_VALUE);
            if (!open.get(row).isEmpty()) {
                eliminate(row);
            }
        }
        return substituted();
    }

    private double slack(ExactProgram.Row row) {
        double slack = row.bound().toDouble();
        for (int k = 0; k < row.sum().variables.size(); k++) {
            slack -= row.sum().coefficients.get(k).toDouble()
                    * point.get(row.sum().variables.get(k));
        }
        return slack;
    }

    private boolean isZero(int variable) {
        return zeros.contains(variable) || (program.nonNegative.get(variable) && point.get(variable) <= tolerance);
    }

    private void take(int k, ExactProgram.Row row) {
        Map<Integer, Rational> entries = new HashMap<>();
        for (int e = 0; e < row.sum().variables.size(); e++) {
            int variable = row.sum().variables.get(e);
            if (!isZero(variable)) {
                entries.merge(variable, row.sum().coefficients.get(e), Rational::plus);
            }
        }
        entries.values().removeIf(value -> value.signum() == 0);
        entries.keySet()
                .forEach(variable ->
                        rowsOf.computeIfAbsent(variable, v -> new HashSet<>()).add(k));
        open.put(k, entries);
        bounds.put(k, row.bound());
        order.add(key(k));
    }

    private long key(int row) {
        long rank = program.rows.get(row).equality() || first.contains(row) ? 0 : 1;
        return (rank << 62) + ((long) open.get(row).size() << 32) + row;
    }

    private void eliminate(int row) {
        Map<Integer, Rational> entries = open.remove(row);
        Rational bound = bounds.get(row);
        entries.keySet().forEach(variable -> rowsOf.get(variable).remove(row));
        int pivot = entries.keySet().stream()
                .min((a, b) -> {
                    int fewer =
                            Integer.compare(rowsOf.get(a).size(), rowsOf.get(b).size());
                    return fewer != 0 ? fewer : Integer.compare(a, b);
                })
                .orElseThrow();
        Rational by = entries.remove(pivot);
        entries.replaceAll((variable, value) -> value.dividedBy(by).reduced());
        Rational own = bound.dividedBy(by).reduced();
        pivots.push(new Pivot(pivot, entries, own));
        for (int other : List.copyOf(rowsOf.get(pivot))) {
            order.remove(key(other));
            Map<Integer, Rational> theirs = open.get(other);
            Rational factor = theirs.remove(pivot);
            rowsOf.get(pivot).remove(other);
            entries.forEach((variable, value) -> subtract(other, theirs, variable, factor.times(value)));
            bounds.put(other, bounds.get(other).minus(factor.times(own)).reduced());
            order.add(key(other));
        }
    }

    private void subtract(int row, Map<Integer, Rational> entries, int variable, Rational amount) {
        Rational before = entries.get(variable);
        Rational after = (before == null ? amount.negated() : before.minus(amount)).reduced();
        if (after.signum() == 0) {
            entries.remove(variable);
            rowsOf.get(variable).remove(row);
        } else {
            entries.put(variable, after);
            rowsOf.get(variable).add(row);
        }
    }

    private List<Rational> substituted() {
        List<Rational> found = new ArrayList<>();
        for (int j = 0; j < program.nonNegative.size(); j++) {
            found.add(isZero(j) ? Rational.ZERO : Rational.decimal(point.get(j)));
        }
        for (Pivot pivot : pivots) {
            List<Rational> terms = new ArrayList<>(List.of(pivot.bound));
            pivot.row.forEach((variable, value) ->
                    terms.add(value.times(found.get(variable)).negated()));
            found.set(pivot.variable, Fractions.sum(terms));
        }
        return found;
    }
}
