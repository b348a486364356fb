package org.dynama.solver.acyclic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dynama.model.AffineWelfare;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.Reals;
import org.dynama.model.RewardMap;
import org.dynama.model.Transitions;
import org.dynama.solver.Measures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hard solutions where only the designer moves, against all paths, one by one. All numbers are multiples of small powers of
 * two, so that no sum rounds: values and ties are exact.
 */
class HardPathTest {
    private static final int AGENTS = 3;
    private static final int DIMENSION = 2;
    private static final int STATES = 9;
    private static final int COUNT = 40;

    private final SplittableRandom random = new SplittableRandom(5);
    private Mdp mdp;
    private RewardMap rewards;
    private Profiles profiles;
    private AffineWelfare welfare;

    /** A graph whose states have one to seven actions, which end or go on. */
    private void draw(boolean isMixed, int coefficients) {
        Transitions.Builder transitions = new Transitions.Builder(STATES, 7);
        for (int s = 0; s < STATES; s++) {
            int actions = isMixed ? 1 + random.nextInt(7) : 3 + random.nextInt(5);
            for (int a = 0; a < actions; a++) {
                int next = isMixed ? mixed(s, a) : layered(s, a);
                if (next == STATES) {
                    transitions.end(s, a);
                } else {
                    transitions.to(s, a, next, 1);
                }
            }
        }
        double[] initial = new double[STATES];
        initial[0] = 1;
        mdp = new Mdp(names("s", STATES), names("a", 7), transitions.build(), Reals.of(initial), new Horizon.Finite());
        RewardMap.Builder terms = new RewardMap.Builder(AGENTS, mdp.pairCount());
        for (int p = 0; p < mdp.pairCount(); p++) {
            int count = isMixed ? random.nextInt(3) : 1;
            for (int m = 0; m < count; m++) {
                double coefficient = (1 + random.nextInt(coefficients)) / 16.0;
                terms.add(p, random.nextInt(AGENTS), random.nextInt(DIMENSION + 1) - 1, coefficient);
            }
        }
        rewards = terms.build();
        double[] types = random.doubles((long) AGENTS * DIMENSION * COUNT)
                .map(HardPathTest::coarse)
                .toArray();
        profiles = Profiles.of(AGENTS, DIMENSION, COUNT, types);
        double[] boosts =
                random.doubles(mdp.pairCount()).map(HardPathTest::coarse).toArray();
        for (int p = 1; p < boosts.length; p++) {
            boolean another = mdp.stateOf(p) == mdp.stateOf(p - 1);
            boosts[p] = isMixed && another && random.nextInt(6) == 0 ? Double.NEGATIVE_INFINITY : boosts[p];
        }
        welfare = new AffineWelfare(Reals.of(1, 0.5, 2), Reals.of(boosts));
    }

    /** Every state can be reached, and some actions of most end the run. */
    private int mixed(int s, int a) {
        return s + 1 + (a == 0 ? 0 : random.nextInt(STATES - s));
    }

    /** Three layers: one state, three, and five whose actions all end. */
    private static int layered(int s, int a) {
        return s == 0 ? 1 + a % 3 : s < 4 ? 4 + (2 * (s - 1) + a) % 5 : STATES;
    }

    private static List<String> names(String kind, int count) {
        return IntStream.range(0, count).mapToObj(k -> kind + k).toList();
    }

    private static double coarse(double uniform) {
        return Math.rint(8 * uniform - 4) / 8;
    }

    private double worth(int p, int b) {
        double sum = welfare.boosts().get(p);
        for (int i = 0; i < AGENTS; i++) {
            sum += welfare.weights().get(i) * rewards.reward(i, p, profiles, b);
        }
        int first = mdp.transitions().begin(p);
        return first == mdp.transitions().end(p)
                ? sum
                : sum + best(mdp.transitions().next(first), b, new int[1]);
    }

    private double best(int s, int b, int[] taken) {
        double most = Double.NEGATIVE_INFINITY;
        for (int p = mdp.firstPair(s); p < mdp.endPair(s); p++) {
            double worth = worth(p, b);
            taken[0] = worth > most ? p : taken[0];
            most = Math.max(most, worth);
        }
        return most;
    }

    private double lead(int s, int b, int taken) {
        return worth(taken, b)
                - IntStream.range(mdp.firstPair(s), mdp.endPair(s))
                        .filter(p -> p != taken)
                        .mapToDouble(p -> worth(p, b))
                        .max()
                        .orElse(Double.NEGATIVE_INFINITY);
    }

    /** Values, the lowest best actions, leads and rewards are those of all paths. */
    @ParameterizedTest(name = "mixed states {0}, {1} coefficients")
    @CsvSource({"false, 1", "false, 64", "true, 1", "true, 64"})
    void pathsAreTheBestOfAll(boolean isMixed, int coefficients) {
        int ties = 0;
        for (int trial = 0; trial < 12; trial++) {
            draw(isMixed, coefficients);
            try (AcyclicSolver solver = new AcyclicSolver(mdp, rewards, DIMENSION)) {
                double[] alone = solver.values(welfare, profiles);
                try (Measures.Optimal hard = solver.hard(welfare, profiles)) {
                    assertThat(hard.values()).containsExactly(alone);
                    for (int b = 0; b < COUNT; b++) {
                        ties += agree(hard, b) == 0 ? 1 : 0;
                    }
                }
            }
        }
        assertThat(ties).isPositive();
    }

    /** Checks a profile; its least lead. */
    private double agree(Measures.Optimal hard, int b) {
        int[] path = hard.paths()[b];
        double[] earned = new double[AGENTS];
        double least = Double.POSITIVE_INFINITY;
        int s = 0;
        for (int t = 0; t < path.length; t++) {
            int[] taken = new int[1];
            double most = best(s, b, taken);
            assertThat(hard.values()[b]).isEqualTo(t == 0 ? most + 0.0 : hard.values()[b]);
            assertThat(path[t]).isEqualTo(taken[0]);
            least = Math.min(least, lead(s, b, taken[0]));
            for (int i = 0; i < AGENTS; i++) {
                earned[i] += rewards.reward(i, taken[0], profiles, b);
            }
            int first = mdp.transitions().begin(taken[0]);
            boolean ends = first == mdp.transitions().end(taken[0]);
            assertThat(ends).isEqualTo(t == path.length - 1);
            s = ends ? s : mdp.transitions().next(first);
        }
        for (int i = 0; i < AGENTS; i++) {
            assertThat(hard.rewards()[i][b]).isEqualTo(earned[i]);
        }
        double margin = hard.margins()[b];
        assertThat(margin == least ? 0 : margin - least).isCloseTo(0, within(1e-11));
        return least;
    }

    /** Margins are found when they are asked for: not from values that another solution has left. */
    @Test
    void marginsOfAnEarlierSolutionAreRefused() {
        draw(false, 1);
        try (AcyclicSolver solver = new AcyclicSolver(mdp, rewards, DIMENSION);
                Measures.Optimal read = solver.hard(welfare, profiles);
                Measures.Optimal late = solver.hard(welfare, profiles)) {
            double[] margins = late.margins();
            assertThatThrownBy(read::margins)
                    .hasMessage("these margins belong to a solution that the solver has left\n"
                            + "Maybe read them before anything else is solved.");
            solver.values(AffineWelfare.total(AGENTS, mdp.pairCount()), profiles);
            assertThat(late.margins()).containsExactly(margins);
            assertThat(Arrays.stream(margins).max().orElseThrow()).isPositive();
        }
    }
}
