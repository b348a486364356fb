package org.dynama.ama.menu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.dynama.ama.menu.batch.BlockWorker;
import org.dynama.ama.menu.batch.EntryTable;
import org.dynama.ama.menu.batch.MenuSums;
import org.dynama.ama.objective.Objective;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.model.Workers;
import org.dynama.world.StaticAuction.Valuation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of the smoothed objective against central differences, by every kind of free number. */
class LotteryGradientTest {
    /** Truncation is of size (step / temperature)^2, rounding of 1e-16 / step. */
    private static final double STEP = 2e-6;

    private static final double RELATIVE = 1e-6;
    private static final int PROFILES = 256;

    /**
     * A case.
     *
     * @param temperature few entries carry mass when it is low, nearly all when it is high
     * @param symmetric whether entries have images
     */
    private record Case(AuctionMarket market, int entries, double temperature, Reals weights, boolean symmetric) {}

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (double temperature : new double[] {0.003, 0.02, 0.5}) {
            cases.add(new Case(Markets.unit(2, 3, Valuation.ADDITIVE), 40, temperature, Reals.of(1, 1), false));
            cases.add(new Case(Markets.unit(3, 2, Valuation.ADDITIVE), 50, temperature, Reals.of(1, 0.6, 1.7), false));
            cases.add(new Case(Markets.unit(2, 3, Valuation.UNIT_DEMAND), 33, temperature, Reals.of(1, 2), false));
            cases.add(new Case(Markets.unit(2, 2, Valuation.ADDITIVE), 9, temperature, Reals.of(1, 1), true));
            cases.add(new Case(Markets.unit(1, 7, Valuation.ADDITIVE), 20, temperature, Reals.of(1.5), false));
        }
        return cases.stream();
    }

    /** One market at one point; a function of its free numbers. */
    private static final class Point implements AutoCloseable {
        final Case which;
        final LotteryCoordinates coordinates;
        final double[] free;
        final double[] boosts;
        final Workers<BlockWorker> workers;
        final LotteryClimb climb;

        Point(Case which) {
            this.which = which;
            AuctionMarket market = which.market;
            int n = market.agents();
            int m = market.goods();
            Random random = new Random(5);
            ShareForm form = ShareForm.of(market);
            free = Markets.normals(random, which.entries * form.size(), 1.5);
            double[] shares = new double[which.entries * n * m];
            boosts = new double[which.entries];
            for (int k = 0; k < which.entries; k++) {
                form.shares(free, k * form.size(), shares, k * n * m);
                for (int x = 0; x < n * m; x++) {
                    boosts[k] -= 0.5 * shares[k * n * m + x];
                }
            }
            Orbits orbits =
                    which.symmetric ? Orbits.of(shares, n, m, Orbits.group(market)) : Orbits.alone(which.entries, n, m);
            coordinates = new LotteryCoordinates(form, orbits, orbits.source(), n, m);
            workers = new Workers<>(() -> BlockWorker.of(n, m), 1);
            climb = new LotteryClimb(market, coordinates, workers);
        }

        MenuSums sums(double[] weights) {
            EntryTable table = coordinates.table(workers, free, boosts, weights);
            return climb.sums(
                    table,
                    new RandomStream(3, "differences"),
                    0,
                    PROFILES,
                    which.temperature,
                    new Objective("", 1, 0.3),
                    true);
        }

        double smoothed(double[] weights) {
            return sums(weights).smoothed;
        }

        @Override
        public void close() {
            workers.close();
        }
    }

    private static double slope(DoubleUnaryOperator function, double at) {
        return (function.applyAsDouble(at + STEP) - function.applyAsDouble(at - STEP)) / (2 * STEP);
    }

    private static void requireSlope(double actual, DoubleUnaryOperator function, double at, double size, String what) {
        assertThat(actual).as(what).isCloseTo(slope(function, at), within(RELATIVE * size));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreThoseOfCentralDifferences(Case which) {
        try (Point point = new Point(which)) {
            double[] weights = which.weights.toArray();
            MenuSums sums = point.sums(weights);
            double[] shares = point.coordinates.pullShares(point.workers, point.free, sums.shares);
            double[] boosts = point.coordinates.pullBoosts(sums.boosts);
            double size = size(shares);
            for (int k = 0; k < shares.length; k += 1 + shares.length / 40) {
                int at = k;
                requireSlope(
                        shares[k],
                        x -> with(point.free, at, x, () -> point.smoothed(weights)),
                        point.free[k],
                        size,
                        "share " + k);
            }
            for (int k = 0; k < boosts.length; k += 1 + boosts.length / 20) {
                int at = k;
                requireSlope(
                        boosts[k],
                        x -> with(point.boosts, at, x, () -> point.smoothed(weights)),
                        point.boosts[k],
                        size(boosts),
                        "boost " + k);
            }
            for (int i = 0; i < weights.length; i++) {
                int at = i;
                requireSlope(
                        sums.weights[i],
                        x -> with(weights, at, x, () -> point.smoothed(weights)),
                        weights[i],
                        Math.max(0.1, size(sums.weights)),
                        "weight " + i);
            }
        }
    }

    private static double size(double[] slopes) {
        return Arrays.stream(slopes).map(Math::abs).max().orElseThrow();
    }

    private static double with(double[] numbers, int k, double value, DoubleSupplier function) {
        double before = numbers[k];
        numbers[k] = value;
        double result = function.getAsDouble();
        numbers[k] = before;
        return result;
    }

    /** As it cools, the smoothed objective becomes the objective. */
    @ParameterizedTest
    @MethodSource("cases")
    void coldIsTheObjective(Case which) {
        Case cold = new Case(which.market, which.entries, 1e-9, which.weights, which.symmetric);
        try (Point point = new Point(cold)) {
            MenuSums sums = point.sums(which.weights.toArray());
            assertThat(sums.smoothed).isCloseTo(sums.hard, within(1e-7));
        }
    }
}
