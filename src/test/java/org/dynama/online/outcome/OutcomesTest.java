package org.dynama.online.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.model.Draws;
import org.dynama.model.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every maximizer against the enumeration of all outcomes. */
class OutcomesTest {
    private static final int DRAWS = 200;

    static Stream<Outcomes> spaces() {
        return Stream.of(
                new SingleItem(1),
                new SingleItem(5),
                new AdSlots(4, 2),
                new AdSlots(2, 3),
                new AdSlots(5, 3),
                ServiceLevels.alike(4, List.of(0, 1, 3), 5),
                ServiceLevels.alike(3, List.of(0, 2, 2, 4), 7),
                levels(new int[] {4, 3}, "00 11 23", "00 20 03", "00 11 11"),
                levels(new int[] {5}, "0 1 3", "0 2 5", "0 4 4"),
                levels(new int[] {2, 2, 1}, "000 110 221", "000 011 101", "000 200 020", "000 111 001"),
                new OutcomeTable(3, List.of(List.of(0, 0), List.of(1, 2), List.of(2, 1), List.of(2, 0))));
    }

    /** A word for each agent's levels, a digit for each resource. */
    private static ServiceLevels levels(int[] capacity, String... agents) {
        return new ServiceLevels(
                Arrays.stream(agents)
                        .map(agent -> Arrays.stream(agent.split(" "))
                                .map(level -> level.chars()
                                        .mapToObj(digit -> digit - '0')
                                        .toList())
                                .toList())
                        .toList(),
                Arrays.stream(capacity).boxed().toList());
    }

    /** The best outcome and everybody's absence, to rounding, for values and costs of either sign. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("spaces")
    void maximizersFindWhatEnumerationFinds(Outcomes space) {
        Draws draws = new RandomStream(3, "outcomes").draws(0);
        int n = space.agents();
        List<int[]> all = enumerate(space);
        Outcomes.Maximizer maximizer = space.maximizer();
        for (int draw = 0; draw < DRAWS; draw++) {
            double designerScale = draw % 3 == 0 ? 0 : 0.5;
            double[] values = draw(draws, n * space.allocations(), 1.5, -0.5);
            double[] designer = draw(draws, space.designerComponents(), designerScale, -designerScale * 0.7);
            int[] best = new int[n + 1];
            double value = maximizer.best(values, designer, best);
            assertThat(value).isCloseTo(most(space, all, values, designer), within(1e-12));
            assertThat(total(space, best, values, designer)).isCloseTo(value, within(1e-12));
            assertThat(all).anyMatch(outcome -> Arrays.equals(outcome, best));
            double[] without = new double[n];
            maximizer.bestWithout(values, designer, without);
            for (int i = 0; i < n; i++) {
                double[] absent = values.clone();
                Arrays.fill(absent, i * space.allocations(), (i + 1) * space.allocations(), 0);
                assertThat(without[i]).isCloseTo(most(space, all, absent, designer), within(1e-12));
            }
        }
    }

    /** After one exploration phase every agent has had every allocation that some outcome gives her. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("spaces")
    void explorationShowsEverything(Outcomes space) {
        Set<List<Integer>> possible = new HashSet<>();
        enumerate(space).forEach(outcome -> possible.addAll(pairs(space, outcome)));
        Set<List<Integer>> shown = new HashSet<>();
        for (int[] outcome : space.exploration(false)) {
            shown.addAll(pairs(space, outcome));
        }
        possible.removeIf(pair -> pair.get(1) == 0);
        assertThat(shown).containsAll(possible);
    }

    @Test
    void aLevelBeyondTheCapacityIsRefused() {
        assertThatThrownBy(() -> ServiceLevels.alike(2, List.of(0, 5), 4))
                .hasMessage("demand = 5 must lie in [0, capacity = 4]\nMaybe capacity: 5.");
    }

    private static List<List<Integer>> pairs(Outcomes space, int[] outcome) {
        List<List<Integer>> pairs = new ArrayList<>();
        for (int i = 0; i < space.agents(); i++) {
            pairs.add(List.of(i, outcome[i]));
        }
        return pairs;
    }

    private static double[] draw(Draws draws, int size, double width, double low) {
        double[] values = new double[size];
        for (int k = 0; k < size; k++) {
            values[k] = low + width * draws.uniform();
        }
        return values;
    }

    private static double most(Outcomes space, List<int[]> all, double[] values, double[] designer) {
        return all.stream()
                .mapToDouble(outcome -> total(space, outcome, values, designer))
                .max()
                .orElseThrow();
    }

    private static double total(Outcomes space, int[] outcome, double[] values, double[] designer) {
        double total = space.designer(designer, outcome);
        for (int i = 0; i < space.agents(); i++) {
            total += values[i * space.allocations() + outcome[i]];
        }
        return total;
    }

    private static List<int[]> enumerate(Outcomes space) {
        int n = space.agents();
        List<int[]> all = new ArrayList<>();
        if (space instanceof OutcomeTable table) {
            for (int index = 0; index < table.outcomes().size(); index++) {
                int[] outcome = new int[n + 1];
                for (int i = 0; i < n; i++) {
                    outcome[i] = table.outcomes().get(index).get(i);
                }
                outcome[n] = index;
                all.add(outcome);
            }
            return all;
        }
        long count = Math.round(Math.pow(space.allocations(), n));
        for (long code = 0; code < count; code++) {
            int[] outcome = new int[n + 1];
            long rest = code;
            for (int i = 0; i < n; i++) {
                outcome[i] = (int) (rest % space.allocations());
                rest /= space.allocations();
            }
            if (isPossible(space, outcome)) {
                all.add(outcome);
            }
        }
        return all;
    }

    private static boolean isPossible(Outcomes space, int[] outcome) {
        int[] uses = new int[space.allocations()];
        for (int i = 0; i < space.agents(); i++) {
            uses[outcome[i]]++;
        }
        if (space instanceof ServiceLevels levels) {
            return IntStream.range(0, levels.capacity().size())
                    .allMatch(r -> IntStream.range(0, space.agents())
                                    .map(i -> levels.demand()
                                            .get(i)
                                            .get(outcome[i])
                                            .get(r))
                                    .sum()
                            <= levels.capacity().get(r));
        }
        for (int s = 1; s < uses.length; s++) {
            if (uses[s] > 1) {
                return false;
            }
        }
        return true;
    }
}
