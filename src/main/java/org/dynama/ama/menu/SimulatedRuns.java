package org.dynama.ama.menu;

import java.util.Arrays;
import org.dynama.model.Draws;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Transitions;
import org.dynama.refusal.Refusal;
import org.dynama.world.Environment;

/**
 * Simulates runs of a menu's entries and adds up what they bring, feature by feature: row {@code i (d + 1)} is agent {@code i}'s
 * constant, those behind it are her components, and the last row is the designer's reward. For one thread at a time.
 */
final class SimulatedRuns {
    /** Of a discounted run, the share of all rewards that is left out at its end. */
    private static final double LEFT_OUT = 1e-6;

    private final Mdp mdp;
    private final RewardMap rewards;
    private final Reals designer;
    private final int width;
    private final double start;
    private final Transitions transitions;
    private final Menu menu;
    private final double discount;
    private final int longest;
    private final double[] run;
    private final int[] touched;
    private final boolean[] isTouched;
    /** By state, the entry's first place. */
    private final int[] first;

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
        mdp = world.mdp();
        rewards = world.rewards();
        designer = world.designer();
        width = world.dimension() + 1;
        start = mdp.initial().stream().sum();
        this.menu = menu;
        transitions = mdp.transitions();
        discount = mdp.horizon().discount();
        longest = periods(mdp);
        run = new double[rows(world)];
        touched = new int[run.length];
        isTouched = new boolean[run.length];
        first = new int[mdp.stateCount()];
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
        for (int m = menu.end(k) - 1; m >= menu.begin(k); m--) {
            first[transitions.stateOf(menu.pair(m))] = m;
        }
        for (int r = 0; r < runs; r++) {
            once(k, draws);
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

    private void once(int k, Draws draws) {
        int state = begin(draws);
        double often = 1;
        for (int t = 0; t < longest && state >= 0; t++) {
            int pair = menu.pair(action(k, state, draws));
            earn(pair, often);
            state = next(pair, draws);
            often *= discount;
        }
    }

    private int begin(Draws draws) {
        int s = 0;
        double left = draws.uniform() * start - mdp.initial().get(0);
        while (left >= 0 && s < first.length - 1) {
            left -= mdp.initial().get(++s);
        }
        while (mdp.initial().get(s) == 0) {
            s--;
        }
        return s;
    }

    private int action(int k, int state, Draws draws) {
        int from = first[state];
        int to = from + 1;
        double sum = menu.probability(from);
        while (to < menu.end(k) && transitions.stateOf(menu.pair(to)) == state) {
            sum += menu.probability(to++);
        }
        if (to == from + 1) {
            return from;
        }
        double left = draws.uniform() * sum - menu.probability(from);
        while (left >= 0 && from < to - 1) {
            left -= menu.probability(++from);
        }
        return from;
    }

    /** The next state, or -1 at the end. */
    private int next(int pair, Draws draws) {
        int from = transitions.begin(pair);
        int to = transitions.end(pair);
        if (to - from < 2) {
            return from == to ? -1 : transitions.next(from);
        }
        double sum = 0;
        for (int e = from; e < to; e++) {
            sum += transitions.probability(e);
        }
        double left = draws.uniform() * sum - transitions.probability(from);
        while (left >= 0 && from < to - 1) {
            left -= transitions.probability(++from);
        }
        return transitions.next(from);
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
