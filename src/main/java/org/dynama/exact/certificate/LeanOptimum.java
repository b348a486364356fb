package org.dynama.exact.certificate;

import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Rational;

/**
 * An exactly optimal policy where it goes, of moves that are worth the same the lowest, without the dual values of a proof.
 *
 * @param value of the policy
 * @param visits each move that it takes, with its expected (discounted) visits, which are positive; in a finite run whose
 *     values are long fractions they are rounded down to a whole number of {@code 2^-1200}
 * @param passages in the long run, each move that it takes at states which it leaves for good, with its expected visits on the
 *     way to where it settles
 */
public record LeanOptimum(Rational value, List<Visit> visits, List<Visit> passages) {
    public LeanOptimum {
        visits = List.copyOf(visits);
        passages = List.copyOf(passages);
    }

    /** Without a way to where it settles. */
    LeanOptimum(Rational value, List<Visit> visits) {
        this(value, visits, List.of());
    }

    /** Expected visits of a move. */
    public record Visit(int move, Rational mass) {}

    /** By state, visits and a move. */
    LeanOptimum(Rational value, List<Rational> mass, int[] policy) {
        this(value, collected(mass, policy));
    }

    private static List<Visit> collected(List<Rational> mass, int[] policy) {
        List<Visit> visits = new ArrayList<>();
        for (int s = 0; s < policy.length; s++) {
            if (mass.get(s).signum() > 0) {
                visits.add(new Visit(policy[s], mass.get(s)));
            }
        }
        return visits;
    }

    /** What a proof says of its policy; of a compact one all moves, with no visits. */
    static LeanOptimum of(Proof proof) {
        return new LeanOptimum(
                proof.value(),
                proof.rows().stream()
                        .filter(row -> proof.isCompact() || row.visits().signum() > 0)
                        .map(row -> new Visit(row.move(), row.visits()))
                        .toList(),
                proof.rows().stream()
                        .filter(row -> row.passages().signum() > 0)
                        .map(row -> new Visit(row.move(), row.passages()))
                        .toList());
    }
}
