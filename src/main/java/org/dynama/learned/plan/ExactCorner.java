package org.dynama.learned.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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

    private final List<Equation> equations = new ArrayList<>();
    /** By variable, the equations that are open and have it. */
    private final List<Set<Integer>> having = new ArrayList<>();

    /** By rank and length. */
    private final TreeSet<Long> order = new TreeSet<>();

    private final Deque<Pivot> pivots = new ArrayDeque<>();

    /** An equation that is to be solved; those of rank 0 before others. */
    private static final class Equation {
        final Map<Integer, Rational> entries = new HashMap<>();
        final int rank;
        Rational bound;

        Equation(int rank, Rational bound) {
            this.rank = rank;
            this.bound = bound;
        }

        /** What it has of a variable, which is taken out of it. */
        Rational without(int variable) {
            return Objects.requireNonNull(entries.remove(variable), "a variable stands in the rows that have it");
        }
    }

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
        program.nonNegative.forEach(each -> having.add(new HashSet<>()));
        for (int k = 0; k < program.rows.size(); k++) {
            ExactProgram.Row row = program.rows.get(k);
            boolean before = row.equality() || first.contains(k);
            if (before || slack(row) <= tolerance) {
                take(row, before ? 0 : 1);
            }
        }
        while (!order.isEmpty()) {
            int next = (int) (Objects.requireNonNull(order.pollFirst()) & Integer.MAX_VALUE);
            if (!equations.get(next).entries.isEmpty()) {
                eliminate(next);
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

    private void take(ExactProgram.Row row, int rank) {
        int number = equations.size();
        Equation equation = new Equation(rank, row.bound());
        for (int e = 0; e < row.sum().variables.size(); e++) {
            int variable = row.sum().variables.get(e);
            if (!isZero(variable)) {
                equation.entries.merge(variable, row.sum().coefficients.get(e), Rational::plus);
            }
        }
        equation.entries.values().removeIf(value -> value.signum() == 0);
        equation.entries.keySet().forEach(variable -> having.get(variable).add(number));
        equations.add(equation);
        order.add(key(number));
    }

    private long key(int number) {
        Equation equation = equations.get(number);
        return ((long) equation.rank << 62) + ((long) equation.entries.size() << 32) + number;
    }

    private void eliminate(int number) {
        Equation own = equations.get(number);
        own.entries.keySet().forEach(variable -> having.get(variable).remove(number));
        int pivot = own.entries.keySet().stream()
                .min(Comparator.comparingInt(
                                (Integer variable) -> having.get(variable).size())
                        .thenComparingInt(variable -> variable))
                .orElseThrow();
        Rational by = own.without(pivot);
        own.entries.replaceAll((variable, value) -> value.dividedBy(by).reduced());
        own.bound = own.bound.dividedBy(by).reduced();
        pivots.push(new Pivot(pivot, own.entries, own.bound));
        for (int other : List.copyOf(having.get(pivot))) {
            order.remove(key(other));
            Equation theirs = equations.get(other);
            Rational factor = theirs.without(pivot);
            having.get(pivot).remove(other);
            own.entries.forEach((variable, value) -> subtract(other, theirs, variable, factor.times(value)));
            theirs.bound = theirs.bound.minus(factor.times(own.bound)).reduced();
            order.add(key(other));
        }
    }

    private void subtract(int number, Equation equation, int variable, Rational amount) {
        Rational before = equation.entries.getOrDefault(variable, Rational.ZERO);
        Rational after = before.minus(amount).reduced();
        if (after.signum() == 0) {
            equation.entries.remove(variable);
            having.get(variable).remove(number);
        } else {
            equation.entries.put(variable, after);
            having.get(variable).add(number);
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
