package org.dynama.ama.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.dynama.ama.audit.WorstAmount;
import org.dynama.ama.study.Promises;
import org.dynama.ama.study.SearchRecord;
import org.dynama.ama.study.SearchRecord.Limit;
import org.dynama.ama.study.SearchRecord.Mean;
import org.dynama.ama.study.SearchRecord.Result;
import org.dynama.ama.study.SearchRecord.Share;
import org.dynama.model.Reals;
import org.dynama.page.Numbers;
import org.dynama.study.Soundness;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences claim no more than the numbers under them. */
class SearchWordingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static SearchRecord.Value value(String objective, Mean vcg, Mean difference, @Nullable Limit bound) {
        Result result = new Result(objective, "max", vcg.mean() + difference.mean(), 0.002, 10_000, "dp");
        return new SearchRecord.Value(result, vcg, difference, bound);
    }

    private static String result(double vcg, double difference, @Nullable Limit bound, boolean isVcg) {
        return SearchWording.result(value("revenue", new Mean(vcg, 0.002), new Mean(difference, 0.003), bound), isVcg);
    }

    @Test
    void vcgIsCalledVcg() {
        assertThat(result(0.5, 0, null, true))
                .isEqualTo("This mechanism is VCG: it earns 0.5000 ± 0.0020 in revenue per run.");
    }

    @Test
    void aDifferenceWithinItsErrorIsNoGain() {
        assertThat(result(0.5, 0.005, null, false)).contains("as much as VCG within the error of sampling.");
    }

    @Test
    void lessThanVcgIsSaid() {
        assertThat(result(0.5, -0.1, null, false)).contains(", 20% less than VCG.");
    }

    @Test
    void besideNothingThereIsNoPercentage() {
        assertThat(result(-0.1, 0.3, null, false)).contains(", 0.3 more than VCG.");
    }

    @Test
    void noMechanismExceedsTheBoundByLuck() {
        assertThat(result(0.5, 0.215, new Limit("myerson", 0.7149, 0.001, new Share(1.0001, 0.0002, 9)), false))
                .endsWith(
                        "43% more than VCG and within the error of sampling the most that any truthful mechanism could"
                                + " earn.");
    }

    @Test
    void firstBestIsABoundOnPolicies() {
        SearchRecord.Value run = value(
                "welfare", new Mean(2, 0.01), new Mean(0, 0), new Limit("first-best", 2, 0.001, new Share(1, 0, 9)));
        assertThat(SearchWording.result(run, true))
                .isEqualTo(
                        "This mechanism is VCG: it creates a welfare of 2.0000 ± 0.0020 per run, 100% of the most that"
                                + " any policy could create.");
    }

    @ParameterizedTest(name = "gain {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-0.0003 | None of 1,000 misreports pays: the best loses 0.0003.",
                "0 | None of 1,000 misreports pays: the best gains nothing.",
                "3e-16 | None of 1,000 misreports pays: the largest gain is rounding, 3.0e-16.",
                "0.012 | Lying can pay: the best of 1,000 misreports gains 0.012."
            })
    void auditSaysWhetherLyingPays(double gain, String sentence) {
        Soundness.Check check = new Promises(Reals.of(1), 1).incentives(1000, new WorstAmount(gain, 0), "");

        assertThat(check.says()).isEqualTo(sentence);
        assertThat(check.fails()).isEqualTo(gain > 0.01);
    }

    @Test
    void aLossByTakingPartIsNoSoundMechanism() {
        Soundness.Check check = new Promises(Reals.of(1), 1).participation(new WorstAmount(0.2, 0), "");

        assertThat(check.fails()).isTrue();
        assertThat(check.says()).contains("the smallest utility of a truthful agent is −0.2.");
    }

    /** What is rounding is beside the amounts of the world: dollars and cents, one action and a long run, have one verdict. */
    @Test
    void roundingIsBesideTheUnitOfTheWorld() {
        for (double high : new double[] {1e-10, 1, 1e7}) {
            Promises promises = Promises.in(SequentialSales.of(Reals.of(high, high), 2));
            Soundness.Check small = promises.incentives(10, new WorstAmount(1e-12 * high, 1), "");
            assertThat(small.unit()).isEqualTo(2 * high);
            assertThat(small.fails()).isFalse();
            assertThat(promises.incentives(10, new WorstAmount(1e-6 * high, 1), "")
                            .fails())
                    .isTrue();
            assertThat(promises.participation(new WorstAmount(1e-12 * high, 0), "")
                            .fails())
                    .isFalse();
            assertThat(promises.participation(new WorstAmount(1e-6 * high, 0), "")
                            .fails())
                    .isTrue();
        }
        Promises endless = Promises.in(Gridworld.of(2, 3, 0.99, false, Gridworld.Types.ONE_CELL));
        assertThat(endless.incentives(1, new WorstAmount(0, 0), "").unit()).isCloseTo(100, within(1e-9));
    }

    /** A cent of one agent is rounding beside another's millions, and not beside her own. */
    @Test
    void roundingIsBesideTheStakesOfTheAgent() {
        Promises promises = Promises.in(SequentialSales.of(Reals.of(1, 1e7), 1));
        assertThat(promises.incentives(10, new WorstAmount(1e-3, 0), "").fails())
                .isTrue();
        assertThat(promises.incentives(10, new WorstAmount(1e-3, 1), "").fails())
                .isFalse();
    }

    /** A number that is none is no rounding. */
    @Test
    void whatIsNoNumberFails() {
        assertThat(new Promises(Reals.of(1), 1)
                        .participation(new WorstAmount(Double.NaN, 0), "")
                        .fails())
                .isTrue();
        assertThat(new Promises(Reals.of(1), 1)
                        .incentives(3, new WorstAmount(Double.NaN, 0), "")
                        .fails())
                .isTrue();
    }

    @Test
    void summaryIsShortAlignedAscii() throws IOException {
        String summary =
                SampleRuns.full(folder.resolve("run"), "sale", 5, 3, 1100).summary();

        assertThat(summary.lines()).hasSizeLessThanOrEqualTo(15).allMatch(line -> line.length() <= 100);
        assertThat(summary).matches("\\p{ASCII}*").doesNotEndWith("\n").contains("""
                                 mean  standard error  profiles           evaluated by
                  mechanism    1.6247          0.0034    10,000  exact linear programs
                  VCG          1.2491          0.0041    10,000  exact linear programs
                """.indent(0)
                .stripTrailing());
    }

    @ParameterizedTest(name = "{0} +- {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.71853 | 0.00204 | 0.7185 ± 0.0020",
                "-12.3456 | 0.51 | −12.35 ± 0.51",
                "1234567 | 4321 | 1,234,567 ± 4,321",
                "0.5 | 0 | 0.5",
                "0.5 | NaN | 0.5"
            })
    void meansHaveTheDigitsThatTheirErrorLeaves(double mean, double error, String text) {
        assertThat(Numbers.estimate(mean, error)).isEqualTo(text);
    }
}
