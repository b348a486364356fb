package org.dynama.ama.menu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.menu.batch.EntryTable;
import org.dynama.ama.menu.batch.MenuSums;
import org.dynama.ama.objective.Objective;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.world.StaticAuction.Valuation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients through few entries are those of a softmax over all of them, written out one profile at a time. */
class SparseGradientTest {
    private static final double RELATIVE = 1e-12;
    private static final double WELFARE = 0.4;
    private static final int ENTRIES = 203;

    static Stream<Arguments> cases() {
        return Stream.of(0.5, 0.05, 0.01, 0.002)
                .flatMap(t -> Stream.of(
                        Arguments.of(t, new double[] {1, 1}, 128),
                        Arguments.of(t, new double[] {1, 1}, 77),
                        Arguments.of(t, new double[] {1, 0.4}, 128)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fewEntriesCarryTheWholeGradient(double temperature, double[] weights, int count) {
        AuctionMarket market = Markets.unit(2, 6, Valuation.ADDITIVE);
        Lotteries menu = Markets.random(market, ENTRIES, weights, 4);
        EntryTable table = menu.table();
        Profiles profiles = market.draw(new RandomStream(2, "sparse"), 0, count);
        BlockWorker worker = BlockWorker.of(2, 6);
        MenuSums actual = new MenuSums(table, true);
        worker.block().load(profiles, 0, count);
        worker.block().choose(table);
        worker.gradient().add(table, temperature, new Objective("", 1, WELFARE), true, actual);
        MenuSums expected = new MenuSums(table, true);
        for (int b = 0; b < count; b++) {
            add(table, profiles, b, temperature, expected);
        }
        requireClose(actual.shares, expected.shares);
        requireClose(actual.boosts, expected.boosts);
        requireClose(actual.weights, expected.weights);
        assertThat(actual.smoothed).isCloseTo(expected.smoothed, within(RELATIVE * Math.abs(expected.smoothed)));
    }

    private static void requireClose(double[] actual, double[] expected) {
        double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int k = 0; k < expected.length; k++) {
            assertThat(actual[k]).isCloseTo(expected[k], within(RELATIVE * size));
        }
    }

    private static double own(EntryTable menu, Profiles profiles, int k, int i, int b) {
        double sum = 0;
        for (int j = 0; j < menu.width; j++) {
            sum += menu.shares[(k * menu.agents + i) * menu.width + j] * profiles.type(i, j, b);
        }
        return sum;
    }

    private static void add(EntryTable menu, Profiles profiles, int b, double temperature, MenuSums out) {
        double[] score = new double[ENTRIES];
        double[] welfare = new double[ENTRIES];
        for (int k = 0; k < ENTRIES; k++) {
            score[k] = menu.boosts[k];
            for (int i = 0; i < menu.agents; i++) {
                welfare[k] += own(menu, profiles, k, i, b);
                score[k] += menu.weights[i] * own(menu, profiles, k, i, b);
            }
        }
        int best = largest(score);
        double mass = 0;
        double mean = 0;
        for (int k = 0; k < ENTRIES; k++) {
            mass += Math.exp((score[k] - score[best]) / temperature);
            mean += Math.exp((score[k] - score[best]) / temperature) * welfare[k];
        }
        mean /= mass;
        out.smoothed += (1 + WELFARE) * mean;
        for (int k = 0; k < ENTRIES; k++) {
            double p = (1 + WELFARE) * Math.exp((score[k] - score[best]) / temperature) / mass;
            flow(menu, profiles, b, k, p * (welfare[k] - mean) / temperature, -1, out);
            for (int i = 0; i < menu.agents; i++) {
                for (int j = 0; j < menu.width; j++) {
                    out.shares[(k * menu.agents + i) * menu.width + j] += p * profiles.type(i, j, b);
                }
            }
        }
        for (int i = 0; i < menu.agents; i++) {
            double[] without = new double[ENTRIES];
            for (int k = 0; k < ENTRIES; k++) {
                without[k] = score[k] - menu.weights[i] * own(menu, profiles, k, i, b);
            }
            int other = largest(without);
            double charged = (without[other] - score[best]) / menu.weights[i];
            out.smoothed += charged;
            out.weights[i] -= charged / menu.weights[i];
            flow(menu, profiles, b, other, 1 / menu.weights[i], i, out);
            flow(menu, profiles, b, best, -1 / menu.weights[i], -1, out);
        }
    }

    /** What a derivative by an entry's affine welfare, but for one agent's part, comes to. */
    private static void flow(EntryTable menu, Profiles profiles, int b, int k, double slope, int absent, MenuSums out) {
        out.boosts[k] += slope;
        for (int i = 0; i < menu.agents; i++) {
            for (int j = 0; j < menu.width && i != absent; j++) {
                out.shares[(k * menu.agents + i) * menu.width + j] += slope * menu.weights[i] * profiles.type(i, j, b);
            }
            out.weights[i] += i == absent ? 0 : slope * own(menu, profiles, k, i, b);
        }
    }

    private static int largest(double[] numbers) {
        int largest = 0;
        for (int k = 1; k < numbers.length; k++) {
            largest = numbers[k] > numbers[largest] ? k : largest;
        }
        return largest;
    }
}
