package org.dynama.learned.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dynama.exact.rational.Rational;
import org.dynama.learned.world.TypeChain;
import org.dynama.learned.world.World;

/**
 * Finite types and their movement in fractions: every probability is the decimal that names its double, the last of a row 1
 * less the others, so that rows sum to one.
 */
final class ExactTypes {
    private final TypeChain chain;
    private final Map<List<Rational>, List<List<Rational>>> kernels = new HashMap<>();
    /** Shape {@code [R]}. */
    final List<Rational> values;
    /** Shape {@code [R]}; probabilities of first types. */
    final List<Rational> initial;

    /** Of an agent in a world of one good, so that a type is one number. */
    ExactTypes(World world, int agent) {
        chain = TypeChain.of(world, agent);
        values = decimals(chain.points());
        initial = distribution(chain.initial());
    }

    int count() {
        return values.size();
    }

    /**
     * Probabilities of next types, from the row's to the column's.
     *
     * @param y consumed now
     * @param memory consumed before
     */
    List<List<Rational>> next(Rational y, Rational memory) {
        return kernels.computeIfAbsent(List.of(y, memory), key -> rows(chain.next(y.toDouble(), memory.toDouble())));
    }

    private static List<List<Rational>> rows(double[][] kernel) {
        return Arrays.stream(kernel).map(ExactTypes::distribution).toList();
    }

    static List<Rational> decimals(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Rational::decimal).toList();
    }

    /** The last that is positive takes what the others leave. */
    private static List<Rational> distribution(double[] chances) {
        int last = chances.length - 1;
        while (!(chances[last] > 0)) {
            last--;
        }
        Rational rest = Rational.ONE;
        Rational[] exact = new Rational[chances.length];
        for (int v = 0; v < exact.length; v++) {
            exact[v] = v < last && chances[v] > 0 ? Rational.decimal(chances[v]) : Rational.ZERO;
            rest = rest.minus(exact[v]);
        }
        exact[last] = rest.reduced();
        return List.of(exact);
    }
}
