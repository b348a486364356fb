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

/**
 * Programs whose bases are policies against the simplex method on the whole table, which knows of none, on every horizon.
 *
 * <p>Values are compared beside the sum of what they are made of, to 1e-10; what is seen is 1e-14.
 */
class FlowProgramTest {
    private static final double EXACT = 1e-10;

    @SuppressWarnings("ArrayRecordComponent")
    private record Found(double value, double[] nu, double[] v, double gain, OptimalityCheck.Finding finding) {}

    private static List<Mdp> worlds(long seed) {
        Mdp cyclic = RandomMdps.discounted(seed, 14, 3, 0.9);
        return List.of(
                RandomMdps.acyclic(seed, 15, 3),
                cyclic,
                RandomMdps.discounted(seed, 14, 3, 0.999),
                RandomMdps.total(seed, 14, 3),
                with(cyclic, new Horizon.AverageReward()));
    }

    private static Mdp with(Mdp mdp, Horizon horizon) {
        return new Mdp(mdp.states(), mdp.actions(), mdp.transitions(), mdp.initial(), horizon);
    }

    private static double[] coefficients(long seed, Mdp mdp, double unit) {
        return new SplittableRandom(seed).doubles(mdp.pairCount(), -unit, unit).toArray();
    }

    private static Found solve(FlowProgram program, Mdp mdp, double[] c, int[] start) {
        double[] nu = new double[mdp.pairCount()];
        double[] v = new double[mdp.stateCount()];
        double gain = program.solve(c, nu, v, start);
        double[] sizes = Arrays.stream(c).map(Math::abs).toArray();
        OptimalityCheck.Finding finding = new OptimalityCheck(mdp, program).finding(c, sizes, nu, v, gain);
        return new Found(inner(nu, c), nu, v, gain, finding);
    }

    private static double inner(double[] nu, double[] c) {
        return IntStream.range(0, c.length).mapToDouble(j -> nu[j] * c[j]).sum();
    }

    private static FlowProgram program(Mdp mdp) {
        return new FlowProgram(mdp, new AllowedPairs(mdp, new BitSet()));
    }

    /** One value, one occupancy, whatever the unit of the coefficients. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 4, 5, 6, 7, 8, 9})
    void optimaEqualTheSimplexMethods(long seed) {
        for (Mdp mdp : worlds(seed)) {
            for (double unit : new double[] {1e-10, 1, 1e10}) {
                double[] c = coefficients(seed, mdp, unit);
                Found found = solve(program(mdp), mdp, c, null);
                double[] nu = new double[mdp.pairCount()];
                double gain = new SimplexProgram(mdp, new AllowedPairs(mdp, new BitSet()))
                        .solve(c, nu, new double[mdp.stateCount()]);
                double traffic = inner(nu, Arrays.stream(c).map(Math::abs).toArray());
                assertThat(found.value()).isCloseTo(inner(nu, c), within(EXACT * traffic));
                assertThat(found.gain()).isCloseTo(gain, within(EXACT * traffic));
                assertThat(found.nu())
                        .containsExactly(nu, within(1e-7 * Arrays.stream(nu).sum()));
                assertThat(found.finding().error()).isLessThan(1e-9 * traffic);
                assertThat(found.finding().margin()).isPositive();
            }
        }
    }

    /** A start is a hint: every column of it may be wrong, or no column of the program, and the optimum is the same. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 4, 5})
    void wrongStartsAreRefuted(long seed) {
        for (Mdp mdp : worlds(seed)) {
            double[] c = coefficients(seed, mdp, 1);
            FlowProgram program = program(mdp);
            Found right = solve(program, mdp, c, null);
            double[] opposite = Arrays.stream(c).map(x -> -x).toArray();
            int[] worst = policy(mdp, solve(program, mdp, opposite, null).nu());
            int[] nonsense = IntStream.range(0, mdp.stateCount())
                    .map(s -> mdp.pairCount() + s)
                    .toArray();
            for (int[] start : List.of(worst, nonsense, policy(mdp, right.nu()))) {
                Found found = solve(program, mdp, c, start);
                assertThat(found.value()).isCloseTo(right.value(), within(1e-11 * program.visits()));
                assertThat(found.nu()).containsExactly(right.nu(), within(1e-9 * program.visits()));
                assertThat(found.finding().residuals().areSmall()).isTrue();
            }
        }
    }

    /** Starting from the optimum takes one basis. */
    @Test
    void theBestStartIsTheLastBasis() {
        Mdp mdp = RandomMdps.discounted(3, 40, 4, 0.95);
        double[] c = coefficients(3, mdp, 1);
        AllowedPairs all = new AllowedPairs(mdp, new BitSet());
        CyclicProgram program = new CyclicProgram(mdp, all, new FlowColumns(mdp, all.pairs), false, null);
        double[] nu = new double[mdp.pairCount()];
        program.solve(c, nu, new double[mdp.stateCount()], null);
        program.solve(c, new double[nu.length], new double[mdp.stateCount()], policy(mdp, nu));
        assertThat(program.bases()).isEqualTo(1);
    }

    /** Worlds of 1,500 states, beyond any table, are proven to rounding. */
    @Test
    void largeWorldsAreProven() {
        Mdp discounted = RandomMdps.discounted(1, 1500, 4, 0.99);
        Mdp average = with(discounted, new Horizon.AverageReward());
        for (Mdp mdp : List.of(discounted, average, RandomMdps.acyclic(1, 1500, 4))) {
            double[] c = coefficients(1, mdp, 1e10);
            Found found = solve(program(mdp), mdp, c, null);
            double traffic = inner(found.nu(), Arrays.stream(c).map(Math::abs).toArray());
            assertThat(found.finding().error()).isLessThan(1e-9 * traffic);
            assertThat(found.finding().residuals().gap()).isLessThan(1e-13);
        }
    }

    private static int[] policy(Mdp mdp, double[] nu) {
        int[] policy = new int[mdp.stateCount()];
        Arrays.fill(policy, -1);
        for (int pair = 0; pair < nu.length; pair++) {
            if (nu[pair] > 0) {
                policy[mdp.transitions().stateOf(pair)] = pair;
            }
        }
        return policy;
    }

    /** Where all policies are worth the same, the lowest actions are taken, and no margin is claimed. */
    @Test
    void tiesGoToTheLowestActions() {
        for (Mdp mdp : worlds(3).subList(0, 4)) {
            double[] c = new double[mdp.pairCount()];
            Found found = solve(program(mdp), mdp, c, null);
            assertThat(found.value()).isZero();
            assertThat(found.finding().margin()).isLessThanOrEqualTo(0);
            for (int pair = 0; pair < c.length; pair++) {
                int lowest = mdp.transitions().firstPair(mdp.transitions().stateOf(pair));
                assertThat(found.nu()[pair] > 0).isEqualTo(pair == lowest && found.nu()[lowest] > 0);
            }
        }
    }

    /** Coefficients 0 and 1 make many optima; each program's proof holds, and its value is the simplex method's. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 4, 5, 6, 7, 8, 9})
    void degenerateProgramsAreProven(long seed) {
        for (Mdp mdp : worlds(seed)) {
            double[] c = Arrays.stream(coefficients(seed, mdp, 1))
                    .map(x -> x > 0 ? 1 : 0)
                    .toArray();
            Found found = solve(program(mdp), mdp, c, null);
            double[] nu = new double[c.length];
            new SimplexProgram(mdp, new AllowedPairs(mdp, new BitSet())).solve(c, nu, new double[mdp.stateCount()]);
            assertThat(found.value()).isCloseTo(inner(nu, c), within(EXACT * Math.max(1, found.value())));
            assertThat(found.finding().residuals().areSmall()).isTrue();
        }
    }

    /** An average over a policy that could stay in several places is that of the best of them. */
    @Test
    void theBestOfSeveralPlacesIsTaken() {
        Transitions.Builder builder = new Transitions.Builder(4, 2);
        for (int s = 0; s < 4; s++) {
            builder.to(s, 0, s, 1).to(s, 1, (s + 1) % 4, 1);
        }
        Mdp mdp = new Mdp(
                List.of("a", "b", "c", "d"),
                List.of("stay", "go"),
                builder.build(),
                Reals.of(1, 0, 0, 0),
                new Horizon.AverageReward());
        double[] c = new double[8];
        for (int s = 0; s < 4; s++) {
            c[mdp.transitions().firstPair(s)] = List.of(1, 2, 5, 3).get(s);
        }
        Found found = solve(program(mdp), mdp, c, null);
        assertThat(found.gain()).isEqualTo(5);
        assertThat(found.nu()[mdp.transitions().firstPair(2)]).isEqualTo(1);
        assertThat(found.finding().residuals().areSmall()).isTrue();
    }
}
