package org.dynama.solver.average;

import java.util.Arrays;
import java.util.BitSet;
import org.dynama.model.Transitions;
import org.dynama.refusal.Failure;

/**
 * In which end component to settle: policy iteration over groups of states, where staying in a component is worth its
 * gain and a move what it leads to on average. Policies that stay somewhere in the end are all there are, so every policy
 * has values; these are averages of gains, which lose no digits.
 *
 * @see <a href="https://doi.org/10.1002/9780470316887">Puterman (1994), Markov Decision Processes, section 9.2</a>
 */
final class HomeChoice {
    private static final int MOST_STEPS = 10_000;

    private final Homes homes;
    private final Steps steps;
    private final PolicyChain chain;
    /** By group, how likely a run begins there. */
    private final double[] start;
    /** By row, the group that it is taken in; rows are those of the components, which stay, and then moves. */
    private final int[] group;

    private final double[] value;
    private final int[] choice;
    private double margin;

    HomeChoice(Transitions transitions, double[] initial, Homes homes) {
        this.homes = homes;
        int count = homes.count();
        int[] moves = homes.moves();
        steps = new Steps(transitions, homes.groupOf(), count, moves);
        group = new int[count + moves.length];
        Arrays.setAll(group, row -> row < count ? row : homes.groupOf()[transitions.stateOf(moves[row - count])]);
        start = new double[homes.groups()];
        for (int s = 0; s < initial.length; s++) {
            if (initial[s] > 0) {
                start[homes.groupOf()[s]] += initial[s];
            }
        }
        chain = new PolicyChain(steps, start);
        value = new double[homes.groups()];
        choice = new int[homes.groups()];
    }

    /**
     * Finds the best policy.
     *
     * @param gains by component
     * @param errors how far each may be from the exact one
     * @return by component, how likely it is that a run settles there; not a copy
     */
    double[] settle(double[] gains, double[] errors) {
        Arrays.fill(choice, -1);
        for (int row = group.length - 1; row >= 0; row--) {
            choice[group[row]] = row;
        }
        int step = 0;
        do {
            System.arraycopy(evaluated(gains), 0, value, 0, value.length);
            if (step++ == MOST_STEPS) {
                throw new Failure(
                        "policy iteration has tried " + MOST_STEPS
                                + " ways to where runs settle, each better than the last",
                        "Maybe fewer states, or rewards of one size.");
            }
        } while (improve(gains));
        takeLowest(gains, Arrays.stream(errors).max().orElse(0));
        return chain.shares();
    }

    /** The pair by which a group is left; -1 of a component that a run stays in. */
    int move(int g) {
        return choice[g] < homes.count() ? -1 : homes.moves()[choice[g] - homes.count()];
    }

    /** By group, what runs of the policy come to if settling in a component is worth what is given. */
    private double[] evaluated(double[] gains) {
        chain.take(choice);
        Places places = chain.places();
        double[] byPlace = new double[places.size()];
        for (int k = 0; k < places.origin(places.classCount()); k++) {
            byPlace[k] = gains[places.stateAt(k)];
        }
        chain.elimination().average(byPlace);
        double[] worth = new double[value.length];
        for (int k = 0; k < byPlace.length; k++) {
            worth[places.stateAt(k)] = byPlace[k];
        }
        return worth;
    }

    private boolean improve(double[] gains) {
        boolean any = false;
        double[] most = value.clone();
        for (int row = 0; row < group.length; row++) {
            double worth = worth(row, gains);
            if (worth > most[group[row]] && worth - value[group[row]] > rounding(row, gains)) {
                most[group[row]] = worth;
                choice[group[row]] = row;
                any = true;
            }
        }
        return any;
    }

    /** Of rows that are as good but for rounding takes the first, and measures how far the others are behind. */
    private void takeLowest(double[] gains, double error) {
        double[] behind = new double[group.length];
        BitSet level = new BitSet();
        for (int row = group.length - 1; row >= 0; row--) {
            behind[row] = value[group[row]] - worth(row, gains) - 2 * (rounding(row, gains) + error);
            level.set(row, behind[row] <= 0 || row == choice[group[row]]);
        }
        level.stream().forEach(row -> choice[group[row]] = Math.min(choice[group[row]], row));
        chain.take(choice);
        BitSet reached = reached(level);
        BitSet same = level.cardinality() > value.length ? sameEnds(level, reached) : new BitSet();
        margin = Double.POSITIVE_INFINITY;
        for (int row = 0; row < group.length; row++) {
            if (row != choice[group[row]] && reached.get(group[row]) && !same.get(row)) {
                margin = Math.min(margin, behind[row]);
            }
        }
    }

    /** The groups that runs may come to by some rows. */
    private BitSet reached(BitSet rows) {
        BitSet reached = new BitSet();
        for (int g = 0; g < start.length; g++) {
            reached.set(g, start[g] > 0);
        }
        int before;
        do {
            before = reached.cardinality();
            rows.stream().filter(row -> reached.get(group[row])).forEach(row -> {
                for (int k = steps.begin(row); k < steps.end(row); k++) {
                    reached.set(steps.next(k));
                }
            });
        } while (reached.cardinality() > before);
        return reached;
    }

    /** The rows after which runs settle as they do without them: that there is a choice changes no share. */
    private BitSet sameEnds(BitSet rows, BitSet reached) {
        BitSet same = (BitSet) rows.clone();
        double[] ends = new double[homes.count()];
        for (int k = 0; k < ends.length; k++) {
            Arrays.fill(ends, 0);
            ends[k] = 1;
            double[] here = evaluated(ends);
            for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
                double difference = Math.abs(worth(row, ends, here) - here[group[row]]);
                if (reached.get(group[row]) && difference > RelativeValues.UNIT * (16 + 4 * homes.groups())) {
                    same.clear(row);
                }
            }
        }
        return same;
    }

    /** What a run comes to that takes a row once; a group that it stays in by chance is left in the end. */
    private double worth(int row, double[] gains) {
        return worth(row, gains, value);
    }

    private double worth(int row, double[] gains, double[] next) {
        if (row < homes.count()) {
            return gains[row];
        }
        double sum = 0;
        double leaving = 0;
        for (int k = steps.begin(row); k < steps.end(row); k++) {
            sum += steps.probability(k) * next[steps.next(k)];
            leaving += steps.probability(k);
        }
        return sum / leaving;
    }

    private double rounding(int row, double[] gains) {
        double size = Math.abs(value[group[row]]) + (row < homes.count() ? Math.abs(gains[row]) : 0);
        for (int k = steps.begin(row); k < steps.end(row); k++) {
            size = Math.max(size, Math.abs(value[steps.next(k)]));
        }
        return 2 * RelativeValues.UNIT * (steps.end(row) - steps.begin(row) + homes.groups() + 4) * size;
    }

    /** What runs earn per period, on average over first states, and how far that may be from the exact optimum. */
    double[] gain(double[] shares, double[] gains, double[] errors) {
        double sum = 0;
        double error = 0;
        double size = 0;
        for (int k = 0; k < homes.count(); k++) {
            sum += shares[k] * gains[k];
            error = Math.max(error, errors[k]);
            size = Math.max(size, Math.abs(gains[k]));
        }
        return new double[] {sum, error + 2 * RelativeValues.UNIT * (homes.groups() + 4) * size};
    }

    /** The least lead of what is chosen over what is left, less what rounding may feign; infinite without a choice. */
    double margin() {
        return margin;
    }
}
