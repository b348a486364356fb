package org.dynama.learned.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.model.Reals;
import org.jspecify.annotations.Nullable;

/**
 * A corner of a program in fractions: variables that are zero in doubles are zero, rows that are tight in doubles are
 * equations, and these are solved by elimination, sparsest row first. What they leave open keeps its decimal.
 *
 * <p>The guess of what is tight is worth what comes out: every row is held against the point, exactly.
 */
final class ExactCorner {
    private final ExactProgram program;
    private final Reals point;
    private final Map<Integer, Map<Integer, Rational>> open = new HashMap<>();
    private final Map<Integer, Rational> bounds = new HashMap<>();
    private final Map<Integer, Set<Integer>> rowsOf = new HashMap<>();
    private final TreeSet<Long> byLength = new TreeSet<>();
    private final Deque<Pivot> pivots = new ArrayDeque<>();

    /** An equation that gives a variable, once those after it are known. */
    private record Pivot(int variable, Map<Integer, Rational> row, Rational bound) {}

    private ExactCorner(ExactProgram program, Reals point) {
        this.program = program;
        this.point = point;
    }

    /**
     * The corner near a point.
     *
     * @param tolerance up to which a variable is zero, and a row tight
     * @return shape {@code [variables]}; null if the equations contradict one another, or a row does not hold
     */
    static @Nullable List<Rational> of(ExactProgram program, Reals point, double tolerance) {
        return new ExactCorner(program, point).solve(tolerance);
    }

    private @Nullable List<Rational> solve(double tolerance) {
        for (int k = 0; k < program.rows.size(); k++) {
            ExactProgram.Row row = program.rows.get(k);
            if (row.equality() || slack(row) <= tolerance) {
                take(k, row, tolerance);
            }
        }
        while (!byLength.isEmpty()) {
            long first = Collections.min(byLength);
            int row = (int) (first & Integer.MAX_VALUE);
            byLength.remove(first);
            if (first >> 32 > 0) {
                eliminate(row);
            } else if (bounds.get(row).signum() != 0) {
                return null;
            }
        }
        List<Rational> found = substituted(tolerance);
        for (int j = 0; j < found.size(); j++) {
            if (program.nonNegative.get(j) && found.get(j).signum() < 0) {
                return null;
            }
        }
        return program.rows.stream().allMatch(row -> row.holds(found)) ? found : null;
    }

    private double slack(ExactProgram.Row row) {
        double slack = row.bound().toDouble();
        for (int k = 0; k < row.sum().variables.size(); k++) {
            slack -= row.sum().coefficients.get(k).toDouble()
                    * point.get(row.sum().variables.get(k));
        }
        return slack;
    }

    private boolean isZero(int variable, double tolerance) {
        return program.nonNegative.get(variable) && point.get(variable) <= tolerance;
    }

    private void take(int k, ExactProgram.Row row, double tolerance) {
        Map<Integer, Rational> entries = new HashMap<>();
        for (int e = 0; e < row.sum().variables.size(); e++) {
            int variable = row.sum().variables.get(e);
            if (!isZero(variable, tolerance)) {
                entries.merge(variable, row.sum().coefficients.get(e), Rational::plus);
            }
        }
        entries.values().removeIf(value -> value.signum() == 0);
        entries.keySet().forEach(variable -> rowsOf.computeIfAbsent(variable, v -> new HashSet<>())
                .add(k));
        open.put(k, entries);
        bounds.put(k, row.bound());
        byLength.add(key(k));
    }

    private long key(int row) {
        return ((long) open.get(row).size() << 32) + row;
    }

    private void eliminate(int row) {
        Map<Integer, Rational> entries = open.remove(row);
        Rational bound = bounds.get(row);
        entries.keySet().forEach(variable -> rowsOf.get(variable).remove(row));
        int pivot = entries.keySet().stream()
                .min((a, b) -> {
                    int fewer = Integer.compare(rowsOf.get(a).size(), rowsOf.get(b).size());
                    return fewer != 0 ? fewer : Integer.compare(a, b);
                })
                .orElseThrow();
        Rational by = entries.remove(pivot);
        entries.replaceAll((variable, value) -> value.dividedBy(by).reduced());
        Rational own = bound.dividedBy(by).reduced();
        pivots.push(new Pivot(pivot, entries, own));
        for (int other : List.copyOf(rowsOf.get(pivot))) {
            byLength.remove(key(other));
            Map<Integer, Rational> row2 = open.get(other);
            Rational factor = row2.remove(pivot);
            rowsOf.get(pivot).remove(other);
            entries.forEach((variable, value) -> subtract(other, row2, variable, factor.times(value)));
            bounds.put(other, bounds.get(other).minus(factor.times(own)).reduced());
            byLength.add(key(other));
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

    private List<Rational> substituted(double tolerance) {
        List<Rational> found = new ArrayList<>();
        for (int j = 0; j < program.nonNegative.size(); j++) {
            found.add(isZero(j, tolerance) ? Rational.ZERO : Rational.decimal(point.get(j)));
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
