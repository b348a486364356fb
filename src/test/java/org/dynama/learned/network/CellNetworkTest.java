package org.dynama.learned.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDScope;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.dynama.learned.LearnedWorlds;
import org.dynama.learned.exploit.FirstPeriod;
import org.dynama.learned.exploit.ResponseBound;
import org.dynama.learned.exploit.StaticResponse;
import org.dynama.learned.world.Dynamics;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds on cells of reports hold what the tensors compute, and bound what an agent gains. */
class CellNetworkTest {
    private static final int WIDTH = 8;
    private static final int SAMPLES = 40;
    private static final World UNIFORM = LearnedWorlds.interval(1, 1, 1, Types.Interval.uniform(0, 1));

    /** Uniform, with values of both signs, nearly all in a fiftieth of the interval, and with fewer types than reports. */
    static List<World> worlds() {
        Types.Interval narrow = Types.Interval.uniform(0.2, 0.5);
        World own = new World(
                UNIFORM.size(),
                1,
                UNIFORM.types(),
                UNIFORM.dynamics(),
                UNIFORM.allocation(),
                UNIFORM.costs(),
                List.of(new World.Own(narrow, new Dynamics.Bandit(0.5, 0.01))));
        return List.of(
                UNIFORM,
                LearnedWorlds.interval(1, 1, 1, Types.Interval.uniform(-2, 3)),
                LearnedWorlds.interval(1, 1, 1, new Types.Interval(0, 5, 2.5, 0.1)),
                own);
    }

    /** Twice as large as networks start: steep, and with kinks everywhere. */
    private static Reals random(World world) {
        try (Tensors tensors = new Tensors()) {
            MechanismNetwork network = new MechanismNetwork(world, tensors, WIDTH);
            return Reals.of(network.layout().start(new RandomStream(7, "cells")))
                    .times(2);
        }
    }

    /** Allocation and payment of reports, by tensors; shape {@code [2][N]}. */
    private static double[][] decided(World world, Reals parameters, double[] reports) {
        int rows = reports.length;
        try (Tensors tensors = new Tensors();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            MechanismNetwork network = new MechanismNetwork(world, tensors, WIDTH);
            Leaves leaves = new Leaves(tensors, network.layout(), parameters.toArray(), false);
            MechanismNetwork.Decision decision =
                    network.decide(leaves, tensors.of(reports, rows, 1), tensors.zeros(rows, 1), network.nothing(rows));
            return new double[][] {
                decision.allocation().get(":, 0, :").toDoubleArray(),
                decision.payments().toDoubleArray()
            };
        }
    }

    /** Values lie in the mean value form, and so does the slope of every chord, up to the rounding of two numbers below 100. */
    private static void holds(CellNetwork.Part part, double radius, double[] offsets, double[] values) {
        double rounding = 1e-13 * (1 + Math.abs(part.middle()));
        for (int k = 0; k < values.length; k++) {
            double reach = part.error() + radius * (Math.abs(part.slope()) + part.spread());
            assertThat(values[k]).isCloseTo(part.middle(), within(reach + rounding));
            double step = k == 0 ? 0 : offsets[k] - offsets[k - 1];
            if (step > 0) {
                double chord = (values[k] - values[k - 1]) / step;
                assertThat(chord).isCloseTo(part.slope(), within(part.spread() + 2 * rounding / step));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void cellsHoldWhatTheNetworkDoes(World world) {
        Reals parameters = random(world);
        CellNetwork cells = new CellNetwork(world, WIDTH, parameters);
        double length = world.types().high() - world.types().low();
        for (double part : new double[] {1, 0.1, 0.01, 1e-4}) {
            for (double from = 0; from < 1; from += 0.13) {
                double low = world.types().low() + from * length * (1 - part);
                CellNetwork.Cell cell = cells.on(low, low + part * length);
                double[] reports = new double[SAMPLES + 1];
                Arrays.setAll(reports, k -> low + part * length * k / SAMPLES);
                double[][] found = decided(world, parameters, reports);
                holds(cell.allocation(), cell.radius(), reports, found[0]);
                holds(cell.payment(), cell.radius(), reports, found[1]);
            }
        }
    }

    /** Above what the grid finds, which is nearly all, and above what any of a hundred reports from end to end is worth to types of strata. */
    @ParameterizedTest
    @MethodSource("worlds")
    void theBoundIsAboveWhatLiesGain(World world) {
        Reals parameters = random(world);
        double bound = ResponseBound.of(world, WIDTH, parameters);
        var agent = StaticResponse.of(world, WIDTH, parameters).agents().get(0);
        double gain = 0;
        List<FirstPeriod.Point> points = FirstPeriod.of(world, WIDTH, parameters);
        for (int q = 0; q < agent.types().size(); q++) {
            double type = agent.types().get(q);
            double best = points.stream()
                    .mapToDouble(point -> type * point.allocation() - point.payment())
                    .max()
                    .orElseThrow();
            gain += Math.max(best, agent.best().get(q)) - agent.truth().get(q);
        }
        gain /= agent.types().size();
        assertThat(agent.gain()).isPositive().isGreaterThan(0.98 * gain);
        assertThat(bound).isBetween(gain, 1.1 * gain + 0.002 * world.scale());
    }

    /** A number of the parameters that an entry of a matrix, or a bias, is. */
    private static void put(double[] to, Layout layout, int place, int entry, double value) {
        to[layout.blocks().get(place).offset() + entry] = value;
    }

    /**
     * A mechanism that is known: with {@code s = max(0, 2 r - 1 + shift)} of a report in [0, 1] the chance is logistic in {@code
     * steep (s - shift)}, and {@code price s} is paid.
     */
    private static Reals known(double shift, double steep, double price) {
        try (Tensors tensors = new Tensors()) {
            MechanismNetwork network = new MechanismNetwork(UNIFORM, tensors, WIDTH);
            Layout layout = network.layout();
            MechanismNetwork.Layers layers = network.layers();
            double[] to = new double[layout.size()];
            put(to, layout, layers.streams().report().first().weight(), 0, 1);
            put(to, layout, layers.streams().report().first().bias(), 0, shift);
            put(to, layout, layers.streams().report().second().weight(), 0, 1);
            put(to, layout, layers.trunk().low().weight(), WIDTH * WIDTH, 1);
            put(to, layout, layers.trunk().top().weight(), 0, 1);
            put(to, layout, layers.branches().allocation().weight(), 0, steep);
            put(to, layout, layers.branches().allocation().bias(), 0, -steep * shift);
            put(to, layout, layers.branches().payment().first().weight(), 0, 1);
            put(to, layout, layers.branches().payment().second().weight(), 0, price);
            return Reals.of(to);
        }
    }

    /** The mean over types in [0, 1], by the midpoint rule: exact to 1e-8 for what turns in a twentieth of it. */
    private static double mean(DoubleUnaryOperator gain) {
        int count = 100_000;
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += gain.applyAsDouble((k + 0.5) / count);
        }
        return sum / count;
    }

    private static double logistic(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /**
     * Half the good whatever is reported, for nothing, for a share of the report, or for what it exceeds 1/2 by; or a steep chance
     * of it for nothing, where all report 1. What lies gain lies between grid and bound, which come within a thousandth.
     */
    @ParameterizedTest
    @CsvSource({"1, 0, 0, 0", "1, 0, 0.125, 0.125", "0, 0, 0.5, 0.125", "1, 20, 0, -1", "1, 100, 0, -1"})
    void whatIsKnownLiesBetweenGridAndBound(double shift, double steep, double price, double gain) {
        Reals parameters = known(shift, steep, price);
        double truth = gain >= 0 ? gain : mean(v -> v * (logistic(steep) - logistic(steep * (2 * v - 1))));
        double bound = ResponseBound.of(UNIFORM, WIDTH, parameters);
        double grid = StaticResponse.of(UNIFORM, WIDTH, parameters).exploitability();
        assertThat(truth).isBetween(grid - 1e-7, bound);
        assertThat(bound - grid).isLessThan(truth == 0 ? 1e-10 : 0.001);
    }

    /** A type in [0.2, 0.5] who pays a quarter of her report says 0, which is nobody's type, and gains a quarter of 0.35 on average. */
    @Test
    void reportsThatAreNoTypesCountToo() {
        assertThat(ResponseBound.of(worlds().get(3), WIDTH, known(1, 0, 0.125))).isBetween(0.0875, 0.0885);
    }

    /** Counted in another money the bound is another amount, to the last bit for a power of two. */
    @Test
    void theBoundIsAnAmountOfMoney() {
        World world = worlds().get(1);
        Reals parameters = random(world);
        assertThat(ResponseBound.of(world.in(0x1p30), WIDTH, parameters) * 0x1p30)
                .isEqualTo(ResponseBound.of(world, WIDTH, parameters));
    }
}
