package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;

/**
 * Checks that visits are those of a policy: the primal half of a proof, by substitution.
 *
 * <p>For all horizons but the long run {@code nu(s) = initial(s) + discount * sum nu(s') P(s | s')} has one solution only.
 * There the same holds for passages, on the states that are left for good; each recurrent class then keeps
 * {@code nu(s) = sum nu(s') P(s | s')}, and what enters it.
 */
final class FlowCheck {
    private static final String CONSERVED = "%s of state \"%s\" in %s must be what flows in: it differs by %s";

    private final Economy economy;
    private final Proof proof;
    /** By state, the position of its row; rows are by state. */
    private final int[] position;
    /** By state, who flows in. */
    private final List<List<Inflow>> inflows = new ArrayList<>();

    private record Inflow(int row, Rational probability) {}

    FlowCheck(Economy economy, Proof proof) {
        this.economy = economy;
        this.proof = proof;
        position = new int[economy.world.states().size()];
        economy.world.states().forEach(state -> inflows.add(new ArrayList<>()));
        for (int k = 0; k < proof.rows().size(); k++) {
            Proof.Row row = proof.rows().get(k);
            position[row.state()] = k;
            for (Move.Successor next : economy.move(row.move()).next()) {
                inflows.get(next.state()).add(new Inflow(k, next.probability()));
            }
        }
    }

    /** @throws Refutation if some state's visits are not what flows in */
    void check() {
        boolean longRun = economy.world.timing().kind() == Timing.Kind.AVERAGE;
        for (Proof.Row row : proof.rows()) {
            String state = economy.world.states().get(row.state());
            Refutation.unless(
                    row.visits().signum() >= 0,
                    () -> "visits of state \"%s\" in %s must not be negative".formatted(state, economy.name));
            Refutation.unless(
                    longRun || row.passages().signum() == 0,
                    () -> "passages of state \"%s\" in %s must be 0".formatted(state, economy.name));
        }
        if (longRun) {
            checkLongRun();
            return;
        }
        Fractions visits =
                Fractions.of(proof.rows().stream().map(Proof.Row::visits).toList());
        for (Proof.Row row : proof.rows()) {
            Rational first = economy.world.initial().get(row.state());
            requireConserved("visits", visits, row.state(), first, true);
        }
    }

    /** Holds the entry of a state against what comes first and what flows in from all states. */
    private void requireConserved(String what, Fractions amounts, int state, Rational first, boolean discounted) {
        List<Inflow> entering = inflows.get(state);
        Fractions shares =
                Fractions.of(entering.stream().map(Inflow::probability).toList());
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < shares.size(); k++) {
            sum = sum.add(shares.numerator(k).multiply(amounts.numerator(entering.get(k).row)));
        }
        Rational discount = discounted ? economy.world.timing().discount() : Rational.ONE;
        BigInteger small = discount.denominator().multiply(shares.denominator());
        BigInteger difference = amounts.numerator(position[state])
                .multiply(small.multiply(first.denominator()))
                .subtract(amounts.denominator().multiply(small.multiply(first.numerator())))
                .subtract(sum.multiply(discount.numerator().multiply(first.denominator())));
        Refutation.unless(
                difference.signum() == 0,
                () -> CONSERVED.formatted(
                        what,
                        economy.world.states().get(state),
                        economy.name,
                        Rational.of(
                                        difference,
                                        amounts.denominator().multiply(small).multiply(first.denominator()))
                                .toDouble()));
    }

    private void checkLongRun() {
        int[] move = new int[position.length];
        proof.rows().forEach(row -> move[row.state()] = row.move());
        BitSet reached = PolicyGraph.reached(economy, move);
        PolicyGraph graph = new PolicyGraph(economy, move, reached);
        for (Proof.Row row : proof.rows()) {
            boolean passing = graph.transientStates.get(row.state());
            boolean staying = reached.get(row.state()) && !passing;
            String state = economy.world.states().get(row.state());
            Refutation.unless(
                    passing || row.passages().signum() == 0,
                    () -> "passages of state \"%s\" in %s must be 0".formatted(state, economy.name));
            Refutation.unless(
                    staying || row.visits().signum() == 0,
                    () -> "visits of state \"%s\" in %s must be 0: the policy does not stay there"
                            .formatted(state, economy.name));
        }
        Fractions passages =
                Fractions.of(proof.rows().stream().map(Proof.Row::passages).toList());
        graph.transientStates.stream()
                .forEach(s -> requireConserved(
                        "passages", passages, s, economy.world.initial().get(s), false));
        Fractions visits =
                Fractions.of(proof.rows().stream().map(Proof.Row::visits).toList());
        for (BitSet members : graph.classes) {
            List<Rational> shares = new ArrayList<>();
            List<Rational> entering = new ArrayList<>();
            for (int s : members.stream().toArray()) {
                requireConserved("visits", visits, s, Rational.ZERO, false);
                shares.add(row(s).visits());
                entering.add(economy.world.initial().get(s));
                for (Inflow inflow : inflows.get(s)) {
                    Rational passing = proof.rows().get(inflow.row).passages();
                    entering.add(passing.times(inflow.probability));
                }
            }
            Rational share = Fractions.sum(shares);
            Rational entered = Fractions.sum(entering);
            Refutation.unless(
                    share.equals(entered),
                    () -> "visits around state \"%s\" in %s sum to %s and must sum to %s"
                            .formatted(
                                    economy.world.states().get(members.nextSetBit(0)), economy.name, share, entered));
        }
    }

    private Proof.Row row(int state) {
        return proof.rows().get(position[state]);
    }
}
