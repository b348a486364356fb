package org.dynama.exact.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.dynama.exact.rational.Rational;

/**
 * Checks the compact proof of one economy of a finite run: its policy is worth, from every state on, at least as much as any
 * other move there before it; then no policy is worth more. Values are rounded so finely that every comparison is exact.
 */
final class CompactCheck {
    /** Behind the point, for what is not close. */
    private static final int SHORT = 64;

    private final Economy economy;
    private final Proof proof;
    private final Levels levels;
    /** By state, the policy's move. */
    private final int[][] policy;
    /** The same where the policy goes. */
    private final int[][] reached;

    /**
     * A proof whose moves are allowed, one at each state that counts.
     *
     * @throws IllegalArgumentException if there is a cycle
     */
    CompactCheck(Economy economy, Proof proof) {
        this.economy = economy;
        this.proof = proof;
        levels = new Levels(economy);
        policy = new int[economy.movesAt.size()][0];
        proof.rows().forEach(row -> policy[row.state()] = new int[] {row.move()});
        reached = levels.reached(policy);
    }

    /** @throws Refutation if the proof does not hold */
    void check() {
        CommonWorths worths = new CommonWorths(economy, levels.all(), economy::coefficient);
        List<Proof.Row> close = new ArrayList<>();
        RoundedInduction rough = new RoundedInduction(levels, worths::numerator, SHORT);
        rough.sweep(policy, 1);
        for (Proof.Row row : proof.rows()) {
            for (int move : economy.movesAt.get(row.state())) {
                int sign = move == row.move() ? 1 : rough.compare(row.state(), move);
                requireOptimal(row, move, sign);
                if (sign == 0) {
                    close.add(Proof.Row.of(row.state(), move));
                }
            }
        }
        if (!close.isEmpty()) {
            RoundedInduction fine = new RoundedInduction(
                    levels, worths::numerator, RoundedInduction.enough(levels, levels.unit(policy)));
            fine.sweep(policy, 1);
            close.forEach(row -> requireFirst(row, fine.compare(row.state(), row.move())));
        }
        Rational value = expected(economy::coefficient);
        Refutation.unless(
                value.equals(proof.value()),
                () -> "the value of %s = %s must be that of its policy, %s"
                        .formatted(economy.name, EconomyCheck.shown(proof.value()), EconomyCheck.shown(value)));
    }

    private void requireOptimal(Proof.Row row, int move, int sign) {
        Refutation.unless(
                sign >= 0,
                () -> "the policy of %s takes \"%s\" in state \"%s\", where \"%s\" is worth more"
                        .formatted(
                                economy.name,
                                economy.move(row.move()).action(),
                                economy.world.states().get(row.state()),
                                economy.move(move).action()));
    }

    /** What short numbers did not tell: a move that is worth the same may not come first, so that there is one proof. */
    private void requireFirst(Proof.Row other, int sign) {
        int taken = policy[other.state()][0];
        requireOptimal(Proof.Row.of(other.state(), taken), other.move(), sign);
        Refutation.unless(
                sign > 0 || other.move() > taken,
                () -> EconomyCheck.comesFirst(economy, other.state(), taken, other.move()));
    }

    /** What the policy earns if each move is worth what is given. */
    Rational expected(IntFunction<Rational> worth) {
        CommonWorths worths = new CommonWorths(economy, reached, worth);
        BigInteger unit = levels.unit(reached);
        RoundedInduction induction =
                new RoundedInduction(levels, worths::numerator, RoundedInduction.enough(levels, unit));
        induction.sweep(reached, 1);
        return induction.start(unit, worths.denominator());
    }
}
