package org.dynama.world.market;

import java.util.List;
import org.dynama.model.Reals;
import org.dynama.model.TypeDistribution;

/**
 * One whose type is private.
 *
 * @param name in reports and rewards
 * @param types what is known about them
 */
public record MarketAgent(String name, Types types) {

    /** What is known about an agent's types. */
    public sealed interface Types {}

    /**
     * Finitely many, by name.
     *
     * @param names of {@code K} types
     * @param values each of shape {@code [d]}, what the types are as numbers; empty where they are names only
     * @param initial shape {@code [K]}; probability of each in the first period
     * @param drift shape {@code [K, K]}, from row to column: how they move from one period to the next by themselves
     */
    public record Listed(List<String> names, List<Reals> values, Reals initial, Reals drift) implements Types {
        public Listed {
            names = List.copyOf(names);
            values = List.copyOf(values);
        }

        /** Types that stay: a kernel of shape {@code [K, K]}. */
        public static Reals staying(int types) {
            double[] kernel = new double[types * types];
            for (int k = 0; k < types; k++) {
                kernel[k * types + k] = 1;
            }
            return Reals.of(kernel);
        }

        /** Whether a kernel moves no type. */
        public boolean stays(Reals kernel) {
            return kernel.equals(staying(names.size()));
        }
    }

    /**
     * Numbers that are drawn once and stay.
     *
     * @param distribution of them
     * @param file from which observed ones come, as the market's file names it; empty without one
     */
    public record Drawn(TypeDistribution distribution, String file) implements Types {}

    /** The numbers in her type; 0 where types are names only. */
    public int dimension() {
        return types instanceof Drawn drawn
                ? drawn.distribution().dimension()
                : ((Listed) types)
                        .values().stream().mapToInt(Reals::size).findFirst().orElse(0);
    }
}
