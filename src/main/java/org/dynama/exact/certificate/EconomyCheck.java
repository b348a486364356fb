package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Checks the proof of one economy by linear programming duality: the policy's visits are feasible, the dual values are
 * feasible, and both are worth the same; so no policy is worth more. Of a compact proof {@link CompactCheck} does.
 */
final class EconomyCheck {
    private final Economy economy;
    private final Proof proof;
    private final Fractions visits;
    private @Nullable CompactCheck compact;
    /** By state, the move that the rule takes where runs need not end; else null. */
    private int @Nullable [] first;

    EconomyCheck(Economy economy, Proof proof) {
        this.economy = economy;
        this.proof = proof;
        visits = Fractions.of(proof.rows().stream().map(Proof.Row::visits).toList());
    }

    /** @throws Refutation if the proof does not hold */
    void check() {
        requirePolicy();
        if (proof.isCompact()) {
            Refutation.unless(
                    economy.world.timing().kind() == Timing.Kind.FINITE,
                    () -> "the proof of %s is a policy alone, which proves nothing but of a finite run"
                            .formatted(economy.name));
            compact().check();
            return;
        }
        if (economy.world.timing().kind() == Timing.Kind.FINITE) {
            FiniteOptimum.order(economy);
        }
        requireEnd();
        new FlowCheck(economy, proof).check();
        requireDualFeasible();
        requireEqualValues();
    }

    /** Visits of a policy that ends no run are no visits, and values bound none that never ends. */
    private void requireEnd() {
        Lasting lasting = economy.lasting;
        if (lasting != null) {
            int[] policy = new int[economy.movesAt.size()];
            proof.rows().forEach(row -> policy[row.state()] = row.move());
            lasting.requireEnd(economy, policy);
        }
    }

    private CompactCheck compact() {
        CompactCheck made = compact == null ? new CompactCheck(economy, proof) : compact;
        compact = made;
        return made;
    }

    private void requirePolicy() {
        int[] states = economy.states.stream().toArray();
        for (int k = 0; k < states.length; k++) {
            int state = states[k];
            boolean there = k < proof.rows().size() && proof.rows().get(k).state() == state;
            Refutation.unless(
                    there,
                    () -> ("%s must have one row for each state that it can reach, in order: state \"%s\" is "
                                    + "missing, or another one is too many")
                            .formatted(economy.name, economy.world.states().get(state)));
            Proof.Row row = proof.rows().get(k);
            boolean possible = economy.move(row.move()).state() == row.state() && economy.allows(row.move());
            Refutation.unless(
                    possible,
                    () -> "the policy of %s takes \"%s\" in state \"%s\", which is not allowed there"
                            .formatted(
                                    economy.name,
                                    economy.move(row.move()).action(),
                                    economy.world.states().get(row.state())));
        }
        Refutation.unless(
                proof.rows().size() == states.length,
                () -> "%s has a row for a state that it cannot reach".formatted(economy.name));
    }

    private void requireDualFeasible() {
        List<Rational> values =
                new ArrayList<>(Collections.nCopies(economy.world.states().size(), Rational.ZERO));
        proof.rows().forEach(row -> values.set(row.state(), row.value()));
        Bellman bellman = new Bellman(economy, values, gains());
        first = economy.lasting == null ? null : economy.lasting.first(economy, values);
        for (Proof.Row row : proof.rows()) {
            for (int move : economy.movesAt.get(row.state())) {
                if (keepsGain(row, move, bellman.loss(move))) {
                    requireSlack(row, move, bellman.slack(move));
                }
            }
        }
    }

    /** Shape {@code [S]}: the gain from each state in the long run, else 0. */
    private List<Rational> gains() {
        boolean longRun = economy.world.timing().kind() == Timing.Kind.AVERAGE;
        Refutation.unless(
                longRun || proof.gains().isEmpty(),
                () -> "gains by state belong to an average horizon, and that of %s is none".formatted(economy.name));
        List<Rational> gains = new ArrayList<>(
                Collections.nCopies(economy.world.states().size(), longRun ? proof.value() : Rational.ZERO));
        for (int k = 0; k < proof.gains().size(); k++) {
            gains.set(proof.rows().get(k).state(), proof.gains().get(k));
        }
        return gains;
    }

    /** Whether a move loses no gain; the policy's must not, and none may win any. */
    private boolean keepsGain(Proof.Row row, int move, Rational loss) {
        Refutation.unless(
                loss.signum() >= 0 && (loss.signum() == 0 || move != row.move()),
                () ->
                        "the gain from state \"%s\" in %s must be the most that a move gains, and differs from that of \"%s\" by %s"
                                .formatted(
                                        economy.world.states().get(row.state()),
                                        economy.name,
                                        economy.move(move).action(),
                                        loss.toDouble()));
        return loss.signum() == 0;
    }

    /** A value may exceed what moves are worth, but not where the policy goes: there it is the policy's. */
    private void requireSlack(Proof.Row row, int move, Rational slack) {
        Refutation.unless(
                slack.signum() >= 0,
                () -> "the value of state \"%s\" in %s is less than what \"%s\" is worth there, by %s"
                        .formatted(
                                economy.world.states().get(row.state()),
                                economy.name,
                                economy.move(move).action(),
                                slack.negated().toDouble()));
        boolean reached = row.visits().signum() > 0 || row.passages().signum() > 0;
        Refutation.unless(
                slack.signum() == 0 || !reached || move != row.move(),
                () -> "the value of state \"%s\" in %s is more than what its policy earns, by %s"
                        .formatted(economy.world.states().get(row.state()), economy.name, slack.toDouble()));
        if (first != null) {
            int known = first[row.state()];
            Refutation.unless(
                    !reached || known == row.move(), () -> comesFirst(economy, row.state(), row.move(), known));
            return;
        }
        // Else whoever runs the mechanism could choose among policies of equal worth after the reports.
        Refutation.unless(
                slack.signum() > 0 || !reached || move >= row.move(),
                () -> comesFirst(economy, row.state(), row.move(), move));
    }

    /** What is wrong where another move is worth the same and is not taken. */
    static String comesFirst(Economy economy, int state, int taken, int first) {
        return "the policy of %s takes \"%s\" in state \"%s\", where \"%s\" is worth the same and comes first"
                .formatted(
                        economy.name,
                        economy.move(taken).action(),
                        economy.world.states().get(state),
                        economy.move(first).action());
    }

    private void requireEqualValues() {
        Rational primal = expected(economy::coefficient);
        Refutation.unless(
                primal.equals(proof.value()),
                () -> "the value of %s = %s must be that of its policy, %s"
                        .formatted(economy.name, shown(proof.value()), shown(primal)));
        boolean longRun = economy.world.timing().kind() == Timing.Kind.AVERAGE;
        if (!longRun || !proof.gains().isEmpty()) {
            List<Rational> parts = new ArrayList<>();
            for (int k = 0; k < proof.rows().size(); k++) {
                Proof.Row row = proof.rows().get(k);
                Rational worth = longRun ? proof.gains().get(k) : row.value();
                parts.add(economy.world.initial().get(row.state()).times(worth));
            }
            Rational dual = Fractions.sum(parts);
            Refutation.unless(
                    dual.equals(proof.value()),
                    () -> "the value of %s = %s must be that of its first states, %s"
                            .formatted(economy.name, shown(proof.value()), shown(dual)));
        }
    }

    /** What the policy earns, by the certificate's visits where it has them, if each move is worth what is given. */
    Rational expected(IntFunction<Rational> worth) {
        if (proof.isCompact()) {
            return compact().expected(worth);
        }
        List<Rational> coefficients = new ArrayList<>();
        for (Proof.Row row : proof.rows()) {
            coefficients.add(worth.apply(row.move()));
        }
        Fractions each = Fractions.of(coefficients);
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < each.size(); k++) {
            sum = sum.add(each.numerator(k).multiply(visits.numerator(k)));
        }
        return Rational.of(sum, each.denominator().multiply(visits.denominator()));
    }

    /** A fraction for people: whole where it is short, else a decimal. */
    static String shown(Rational value) {
        String text = value.toString();
        return text.length() <= 40 ? text : String.valueOf(value.toDouble());
    }
}
