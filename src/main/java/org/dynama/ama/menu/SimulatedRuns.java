package org.dynama.ama.menu;

import java.util.Arrays;
import org.dynama.model.Draws;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/**
 * Simulates runs of a menu's entries and adds up what they bring, feature by feature: row {@code i (d + 1)} is agent {@code i}'s
 * constant, those behind it are her components, and the last row is the designer's reward. For one thread at a time.
 */
final class SimulatedRuns {
    /** Of a discounted run, the share of all rewards that is left out at its end. */
    private static final double LEFT_OUT = 1e-6;

    private final EntryDraws ways;
    private final RewardMap rewards;
    private final Reals designer;
    private final int width;
    private final double discount;
    private final int longest;
    private final double[] run;
    private final int[] touched;
    private final boolean[] isTouched;
    /** The sums over an entry's runs; shape {@code [rows]}. */
    final double[] sums;
    /** The sums of squares. */
    final double[] squares;

    private int size;

    /**
     * For a menu.
     *
     * @throws Refusal if runs have no last period that counts
     */
    SimulatedRuns(Environment world, Menu menu) {
        ways = new EntryDraws(world.mdp(), menu);
        rewards = world.rewards();
        designer = world.designer();
        width = world.dimension() + 1;
        discount = world.mdp().horizon().discount();
        longest = periods(world.mdp());
        run = new double[rows(world)];
        touched = new int[run.length];
        isTouched = new boolean[run.length];
        sums = new double[run.length];
        squares = new double[run.length];
    }

    static int rows(Environment world) {
        return world.agentCount() * (world.dimension() + 1) + 1;
    }

    private static int periods(Mdp mdp) {
        if (mdp.horizon() instanceof Horizon.Discounted discounted) {
            return (int) Math.ceil(Math.log(LEFT_OUT) / Math.log(discounted.discount()));
        }
        if (mdp.horizon() instanceof Horizon.Finite) {
            return Stages.of(mdp).count();
        }
        throw Refusal.of(
                "features are estimated where runs have a last period, or later ones count less",
                "Maybe features: exact, or a finite or discounted horizon.");
    }

    /** How many visits a run has at most, discounted. */
    double most() {
        return discount == 1 ? longest : (1 - Math.pow(discount, longest)) / (1 - discount);
    }

    /** How many visits the end that is left out has at most, discounted. */
    double leftOut() {
        return discount == 1 ? 0 : Math.pow(discount, longest) / (1 - discount);
    }

    /** Runs an entry so many times. */
    void simulate(int k, int runs, Draws draws) {
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        ways.follow(k);
        for (int r = 0; r < runs; r++) {
            once(draws);
            for (int at = 0; at < size; at++) {
                int row = touched[at];
                sums[row] += run[row];
                squares[row] += run[row] * run[row];
                run[row] = 0;
                isTouched[row] = false;
            }
            size = 0;
        }
    }

    private void once(Draws draws) {
        int state = ways.begin(draws);
        double often = 1;
        for (int t = 0; t < longest && state >= 0; t++) {
            int pair = ways.pair(state, draws);
            earn(pair, often);
            state = ways.next(pair, draws);
            often *= discount;
        }
    }

    private void earn(int pair, double often) {
        for (int m = rewards.begin(pair); m < rewards.end(pair); m++) {
            int row = rewards.agent(m) * width + rewards.component(m) + 1;
            add(row, often * rewards.coefficient(m));
        }
        add(run.length - 1, often * designer.get(pair));
    }

    private void add(int row, double amount) {
        if (amount != 0) {
            if (!isTouched[row]) {
                isTouched[row] = true;
                touched[size++] = row;
            }
            run[row] += amount;
        }
    }
}
