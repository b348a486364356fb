package org.dynama.baseline;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.dynama.model.Reals;

/**
 * A linear program whose columns, policies of blocks, are made as they are wanted.
 *
 * @see <a href="https://doi.org/10.1287/opre.8.1.101">Dantzig and Wolfe (1960)</a>
 */
interface ColumnGeneration {
    /** Rounds after which the gap that is left is reported. */
    int MOST_ROUNDS = 400;
    /** Of the money that flows. */
    double GAP = 1e-10;

    /** The program with the columns so far. */
    Mixing mixing();

    /**
     * Finds each block's best policies at multipliers of the lies.
     *
     * @return shape {@code [blocks]}; what they are worth, whose sum no mechanism exceeds
     */
    double[] priced(double[] multipliers);

    /** Adds a block's policies that were found last. */
    void add(int block);

    /** What each agent is left in expectation, shape {@code [n]}. */
    Reals utilities(Reals cases);

    /** What a unit of what agents are left costs, where a unit of welfare counts once. */
    default double price() {
        return 1;
    }

    /** Adds columns until mechanism and bound meet. */
    default OptimalMechanism.Solution solve(int lies) {
        double[] found = priced(new double[lies]);
        double traffic = Arrays.stream(found).map(Math::abs).sum();
        double bound = Arrays.stream(found).sum();
        IntStream.range(0, found.length).forEach(this::add);
        Mixing.Mixture mixture = mixing().best();
        Reals multipliers = Reals.filled(lies, 0);
        int rounds = 1;
        while (bound - profit(mixture) > GAP * traffic && rounds < MOST_ROUNDS) {
            double[] values = priced(mixture.multipliers().toArray());
            double proven = Arrays.stream(values).sum();
            multipliers = proven < bound ? mixture.multipliers() : multipliers;
            bound = Math.min(bound, proven);
            Reals known = mixture.values();
            int[] better = IntStream.range(0, values.length)
                    .filter(g -> values[g] - known.get(g) > 1e-3 * GAP * traffic)
                    .toArray();
            if (better.length == 0) {
                break;
            }
            Arrays.stream(better).forEach(this::add);
            mixture = mixing().best();
            rounds++;
        }
        return new OptimalMechanism.Solution(
                profit(mixture), bound, mixture.welfare(), utilities(mixture.utilities()), multipliers, rounds);
    }

    private double profit(Mixing.Mixture mixture) {
        return mixture.welfare()
                - price() * utilities(mixture.utilities()).stream().sum();
    }
}
