package org.dynama.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.RandomMdps;
import org.dynama.model.Reals;
import org.dynama.model.Transitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The equations of one basis: two ways to solve them, and what holds of both. */
class BasisEquationsTest {

    private static BasisSystem system(Mdp mdp) {
        AllowedPairs all = new AllowedPairs(mdp, new BitSet());
        FlowColumns columns = new FlowColumns(mdp, all.pairs);
        return new BasisSystem(columns, columns.first, all.states, BasisMethod.rows(all.states, mdp.stateCount()));
    }

    /** Elimination and iteration have one solution, and both leave rounding only. */
    @ParameterizedTest(name = "{0} states")
    @ValueSource(ints = {5, 60, 400})
    void eliminationEqualsIteration(int states) {
        for (Mdp mdp : List.of(
                RandomMdps.discounted(1, states, 2, 0.9),
                RandomMdps.discounted(2, states, 2, 0.99999),
                RandomMdps.total(3, states, 2),
                RandomMdps.acyclic(4, states, 2))) {
            BasisSystem system = system(mdp);
            double[] r = new SplittableRandom(states).doubles(states, -1, 1).toArray();
            double[] b = mdp.initial().toArray();
            double[] values = new double[states];
            double[] visits = new double[states];
            BasisElimination elimination = new BasisElimination(system, states);
            assertThat(elimination.values(r, values)).isLessThan(1e-14);
            assertThat(elimination.visits(b, visits)).isLessThan(1e-14);
            double[] others = new double[states];
            assertThat(new BasisIteration(system).values(r, others)).isLessThan(1e-12);
            double size = Arrays.stream(values).map(Math::abs).max().orElseThrow();
            assertThat(others).containsExactly(values, within(1e-8 * size));
            others = new double[states];
            assertThat(new BasisIteration(system).visits(b, others)).isLessThan(1e-12);
            double total = Arrays.stream(visits).sum();
            assertThat(others).containsExactly(visits, within(1e-8 * total));
            // Duality: <b, v> = <x, r>.
            double one = IntStream.range(0, states)
                    .mapToDouble(i -> b[i] * values[i])
                    .sum();
            double other = IntStream.range(0, states)
                    .mapToDouble(i -> visits[i] * r[i])
                    .sum();
            assertThat(one).isCloseTo(other, within(1e-11 * total));
        }
    }

    /** Visits of one in 1e60 runs keep their digits: nothing is subtracted. */
    @Test
    void rareVisitsAreExact() {
        int states = 31;
        Transitions.Builder builder = new Transitions.Builder(states, 1);
        for (int s = 0; s + 1 < states; s++) {
            builder.to(s, 0, s + 1, 0.01).to(s, 0, 0, 0.99);
        }
        builder.end(states - 1, 0);
        double[] initial = new double[states];
        initial[0] = 1;
        List<String> names = IntStream.range(0, states).mapToObj(s -> "s" + s).toList();
        Mdp mdp = new Mdp(names, List.of("go"), builder.build(), Reals.of(initial), new Horizon.Discounted(0.5));
        double[] visits = new double[states];
        new BasisElimination(system(mdp), states).roughVisits(initial.clone(), visits);
        for (int s = 1; s < states; s++) {
            assertThat(visits[s] / visits[s - 1]).isCloseTo(0.005, within(1e-15));
        }
    }

    /** A table that is too large is not made. */
    @Test
    void tooMuchFillIsRefused() {
        assertThat(new BasisElimination(system(RandomMdps.discounted(1, 2000, 2, 0.9)), 20).failed())
                .isTrue();
        assertThat(new BasisElimination(system(RandomMdps.acyclic(1, 300, 2)), 24).failed())
                .isFalse();
    }
}
