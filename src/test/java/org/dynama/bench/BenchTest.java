package org.dynama.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.dynama.solver.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmark's plan and rows, not its figures: those are the machine's. */
class BenchTest {
    private static BenchPlan plan(int threads, int profiles, double seconds) {
        return new BenchPlan(
                new BenchPlan.Worlds(List.of(BenchPlan.Family.values()), List.of(), false, 64),
                new BenchPlan.Machine(Settings.Device.CPU, List.of(Settings.Precision.values()), 0),
                List.of(threads),
                List.of(profiles),
                seconds);
    }

    /** A tree of 20 pairs, grids of 36 and 64; the kernel, and tensors in both precisions where float32 is allowed. */
    @Test
    void everyCombinationIsMeasured() {
        List<BenchRow> heard = new ArrayList<>();
        BenchResult result = Bench.run(plan(1, 256, 0.01), heard::add);
        assertThat(result.rows()).isEqualTo(heard);
        assertThat(heard)
                .extracting(row -> row.problem() + ", " + row.engine().solver() + " "
                        + row.engine().precision())
                .containsExactly(
                        "tree 3 agents, 2 items, java kernel float64",
                        "tree 3 agents, 2 items, tensors float64",
                        "tree 3 agents, 2 items, tensors float32",
                        "grid 3 x 3, java kernel float64",
                        "grid 3 x 3, tensors float64",
                        "grid 4 x 4, java kernel float64",
                        "grid 4 x 4, tensors float64");
        assertThat(heard).allSatisfy(row -> {
            assertThat(row.speed().valuesPerSecond()).isPositive().isFinite();
            assertThat(row.speed().hardPerSecond()).isPositive().isFinite();
            assertThat(row.speed().softenedPerSecond()).isPositive().isFinite();
            assertThat(row.speed().regularizedPerSecond()).isPositive().isFinite();
            assertThat(row.traffic().updatesPerSecond()).isEqualTo(row.speed().valuesPerSecond() * row.pairs());
            assertThat(row.note()).contains("% of memory bandwidth: ");
        });
        assertThat(result.cpuBandwidth()).isBetween(1e8, 1e13);
        assertThat(result.gpuBandwidth()).isNull();
        assertThat(result.toJson()).contains("\"gpu\" : \"not asked for: no figure is measured\"");
    }

    /** By rank a tree is small, whatever the agents; linear programs know agents one by one. */
    @Test
    void treesByRankAreMeasured() {
        BenchPlan plan = new BenchPlan(
                new BenchPlan.Worlds(List.of(), List.of("9x2"), true, 1),
                new BenchPlan.Machine(Settings.Device.CPU, List.of(), 0),
                List.of(1),
                List.of(128),
                0.01);
        assertThat(Bench.run(plan, row -> {}).rows()).singleElement().satisfies(row -> {
            assertThat(row.problem()).isEqualTo("tree 9 agents, 2 items, by rank");
            assertThat(row.pairs()).isEqualTo(6);
            assertThat(row.speed().programsPerSecond()).isNull();
        });
    }

    @Test
    void plansThatCannotBeAreRefused() {
        assertThatThrownBy(() -> plan(0, 256, 1))
                .isInstanceOf(Refusal.class)
                .hasMessage("--threads 0 must be at least 1\nMaybe 1,2.");
        assertThatThrownBy(() -> plan(1, 0, 1)).hasMessage("--profiles 0 must be at least 1\nMaybe 128,19968.");
        assertThatThrownBy(() -> plan(1, 1, 0)).hasMessage("--seconds 0.0 must be positive\nMaybe 1.");
    }

    /** Tensors on the CPU are right, and every operation is looked at. */
    @ParameterizedTest
    @EnumSource
    void theSelfTestPassesOnTheCpu(Settings.Precision precision) {
        SelfTest test = SelfTest.run(new Settings(Settings.Device.CPU, precision, 1, 0));
        assertThat(test.holds()).as(test.text()).isTrue();
        assertThat(test.text()).startsWith("Self-test passed: " + test.checks().size() + " operations of pytorch ");
        assertThat(test.checks())
                .extracting(SelfTest.Check::operation)
                .contains(
                        "optimal values",
                        "hard occupancies",
                        "hard rewards",
                        "joint entropy pullback occupancies",
                        "conditional entropy pullback of a loss");
        // What is compared is not nothing: float32 shows.
        assertThat(test.checks().stream()
                        .mapToDouble(SelfTest.Check::error)
                        .max()
                        .orElseThrow())
                .isGreaterThan(precision == Settings.Precision.FLOAT32 ? 1e-8 : 0);
    }

    /** An error that is too large, or not a number, is named. */
    @Test
    void aFailedSelfTestSaysWhatIsOff() {
        SelfTest test = new SelfTest(
                "pytorch 9 tensors on gpu",
                List.of(
                        new SelfTest.Check("a tree", "optimal values", 1e-12, 1e-9),
                        new SelfTest.Check("a tree", "hard rewards", 2e-3, 1e-9),
                        new SelfTest.Check("a grid", "joint entropy values", Double.NaN, 1e-9)));
        assertThat(test.holds()).isFalse();
        assertThat(test.text()).isEqualTo("""
            Self-test failed: pytorch 9 tensors on gpu is not to be trusted.
              hard rewards on a tree is off by 2.0e-03, more than 1e-09
              joint entropy values on a grid is off by NaN, more than 1e-09
            Maybe another build of PyTorch, or another driver.\
            """);
    }
}
